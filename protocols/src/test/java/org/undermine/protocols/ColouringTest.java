package org.undermine.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The colouring against algorithm 1 as it is printed: sets, real hashes, no shortcuts. */
class ColouringTest {
    private record Slow(int k, Growth growth) {
        Set<Integer> blue(Set<Integer> dag) {
            if (dag.size() == 1) return dag;
            List<Integer> tips = dag.stream()
                    .filter(b -> dag.stream().noneMatch(c -> past(c).contains(b)))
                    .toList();
            int best = tips.stream()
                    .min(Comparator.comparing((Integer b) -> -blue(past(b)).size())
                            .thenComparing(this::hash))
                    .orElseThrow();
            var blue = new HashSet<>(blue(past(best)));
            blue.add(best);
            var rest =
                    new ArrayList<>(dag.stream().filter(b -> unrelated(b, best)).toList());
            rest.sort(Comparator.comparing(this::height).thenComparing(this::hash));
            for (int b : rest) {
                blue.add(b);
                if (!isCluster(blue)) blue.remove(b);
            }
            return blue;
        }

        boolean isCluster(Set<Integer> set) {
            return set.stream()
                    .allMatch(a -> set.stream().filter(b -> unrelated(a, b)).count() <= k);
        }

        private boolean unrelated(int a, int b) {
            return a != b && !past(a).contains(b) && !past(b).contains(a);
        }

        private Set<Integer> past(int block) {
            var past = new HashSet<Integer>();
            if (block == 0) return past;
            growth.made.get(block - 1).draft().parents().stream().forEach(p -> {
                past.add(p);
                past.addAll(past(p));
            });
            return past;
        }

        private int height(int block) {
            return past(block).stream().mapToInt(p -> height(p) + 1).max().orElse(0);
        }

        private long hash(int block) {
            return block == 0 ? 0 : growth.made.get(block - 1).hash();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 64})
    void colours_as_the_algorithm_printed(int k) {
        int red = 0;
        for (long seed = 1; seed <= 150; seed++) {
            var random = new Random(seed);
            var growth = new Growth(new GhostDag(k), 3 + random.nextInt(8), random);
            View view = growth.view(View.DEFENDER, random, random.nextDouble());
            var slow = new Slow(k, growth);
            Set<Integer> known = view.known().stream().boxed().collect(Collectors.toSet());
            Set<Integer> blue = growth.protocol.history(view).stream().boxed().collect(Collectors.toSet());
            String where = "seed " + seed + ": " + known + " of " + growth.made;
            assertEquals(slow.blue(known), blue, where);
            assertTrue(slow.isCluster(blue), where);
            red += known.size() - blue.size();
        }
        assertEquals(k < 64, red > 0, "red blocks: " + red);
    }
}
