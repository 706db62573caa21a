package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against exact decimal arithmetic. */
class DirectedTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sums_and_products_lie_on_the_side_they_promise_and_next_to_the_truth(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double x = number(random);
            double y = random.nextInt(8) == 0 ? -x * (1 + random.nextInt(3) * Math.ulp(1.0)) : number(random);
            String message = "seed " + seed + ": " + x + ", " + y;
            var sum = new BigDecimal(x).add(new BigDecimal(y));
            assertTrue(new BigDecimal(Directed.sumUp(x, y)).compareTo(sum) >= 0, message);
            assertTrue(new BigDecimal(Directed.sumDown(x, y)).compareTo(sum) <= 0, message);
            assertTrue(new BigDecimal(Math.nextDown(Directed.sumUp(x, y))).compareTo(sum) < 0, message);
            var product = new BigDecimal(x).multiply(new BigDecimal(y));
            assertTrue(new BigDecimal(Directed.productUp(x, y)).compareTo(product) >= 0, message);
            assertTrue(new BigDecimal(Directed.productDown(x, y)).compareTo(product) <= 0, message);
        }
    }

    private static double number(Random random) {
        int size = random.nextInt(5) == 0 ? 400 : 20;
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> random.nextInt(9) - 4;
            default -> random.nextGaussian() * Math.pow(2, random.nextInt(2 * size) - size);
        };
    }
}
