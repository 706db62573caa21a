package org.undermine.env;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, 20261121})
    void it_says_what_SplittableRandom_says_and_goes_on_from_its_state(long seed) {
        var expected = new SplittableRandom(seed);
        var stream = new Stream(seed);
        for (int i = 0; i < 1000; i++) {
            assertEquals(expected.nextLong(), stream.nextLong());
            assertEquals(expected.nextDouble(), stream.nextDouble());
            assertEquals(expected.nextInt(), stream.nextInt());
            assertEquals(expected.nextInt(1 + i), stream.nextInt(1 + i));
            stream.goOn(new Stream(stream.state()).state());
        }
    }
}
