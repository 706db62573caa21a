package org.undermine.agents.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.undermine.agents.explain.Condition.Relation;
import org.undermine.agents.explain.DecisionList.Line;
import org.undermine.agents.explain.Sample.Situation;
import org.undermine.env.mdp.Feature;

/**
 * Finds the line that makes a list cheapest on a {@link Sample}: wherever it may stand, whatever action it takes, up to
 * {@value #TERMS} conditions, found one after the other by a beam search.
 */
final class Grower {
    private static final int TERMS = 4;
    private static final int BEAM = 8;
    private static final int MOST_PAIRED = 24; // features that are compared with each other, unless there are more

    private final List<Situation> situations;
    private final List<Quantity> quantities = new ArrayList<>();
    private final double price; // of a condition

    /** A feature or a difference of two, of every situation: {@code rank} among the {@code values} it takes. */
    private record Quantity(int feature, int minus, int[] rank, double[] values) {}

    /** Conditions, where they hold, and what is gained there. */
    private record Part(List<Condition> conditions, int[] rows, double gain) {}

    /** @param price what a condition has to gain to be worth its words */
    Grower(Sample sample, List<Feature> features, double price) {
        situations = sample.situations();
        this.price = price;
        var plain = new ArrayList<Quantity>();
        for (int f = 0; f < features.size(); f++) plain.add(quantity(f, Condition.NOTHING));
        List<Integer> counts = IntStream.range(0, features.size())
                .filter(f -> features.get(f).high() - features.get(f).low() > 1)
                .boxed()
                .toList();
        var differences = new ArrayList<Quantity>();
        if (counts.size() <= MOST_PAIRED)
            for (int f : counts) for (int g : counts) if (f < g) differences.add(quantity(f, g));
        Set<Integer> told = plain.stream() // a lead is told as a comparison
                .filter(q -> differences.stream().anyMatch(d -> d.minus < q.feature && same(d, q)))
                .map(Quantity::feature)
                .collect(Collectors.toSet());
        for (List<Quantity> some : List.of(plain, differences))
            for (Quantity q : some)
                if (q.values.length > 1 && !told.contains(q.feature) && !told.contains(q.minus)) quantities.add(q);
    }

    private static boolean same(Quantity q, Quantity other) {
        return Arrays.equals(q.values, other.values) && Arrays.equals(q.rank, other.rank);
    }

    private Quantity quantity(int f, int g) {
        double[] all = new double[situations.size()];
        for (int row = 0; row < all.length; row++) {
            float[] seen = situations.get(row).seen();
            all[row] = seen[f] - (g == Condition.NOTHING ? 0 : seen[g]);
        }
        double[] values = Arrays.stream(all).distinct().sorted().toArray();
        int[] rank =
                Arrays.stream(all).mapToInt(x -> Arrays.binarySearch(values, x)).toArray();
        return new Quantity(f, g, rank, values);
    }

    /** The list with the best further line, or null if none is worth its words. */
    DecisionList grow(DecisionList list) {
        int n = situations.size();
        int[] decider = new int[n];
        double[] cost = new double[n];
        for (int row = 0; row < n; row++) {
            Situation s = situations.get(row);
            decider[row] = list.deciding(s.seen(), s.legal());
            cost[row] = s.costs()[list.action(decider[row], s.legal())];
        }
        DecisionList best = null;
        double most = 0;
        int actions = situations.get(0).legal().length;
        double[] gain = new double[n];
        for (int place = list.lines().size(); place >= 0; place--)
            for (int action = 0; action < actions; action++) {
                int[] rows = new int[n];
                int count = 0;
                double positive = 0;
                for (int row = 0; row < n; row++) {
                    Situation s = situations.get(row);
                    gain[row] = cost[row] - s.costs()[action];
                    if (decider[row] < place || !s.legal()[action] || gain[row] == 0) continue;
                    rows[count++] = row;
                    positive += Math.max(0, gain[row]);
                }
                if (positive - price <= most) continue;
                Part part = best(Arrays.copyOf(rows, count), gain);
                if (part == null || worth(part) <= most) continue;
                most = worth(part);
                best = list.with(place, new Line(part.conditions, action));
            }
        return best;
    }

    private double worth(Part part) {
        return part.gain - price * part.conditions.size();
    }

    private Part best(int[] rows, double[] gain) {
        double all = 0;
        for (int row : rows) all += gain[row];
        List<Part> beam = List.of(new Part(List.of(), rows, all));
        Part best = null;
        for (int term = 0; term < TERMS; term++) {
            var next = new ArrayList<Part>();
            for (Part part : beam) for (Quantity q : quantities) narrow(part, q, gain, next);
            next.sort(Comparator.comparingDouble(p -> -p.gain));
            beam = different(next, gain);
            if (beam.isEmpty()) break;
            if (best == null || worth(beam.get(0)) > worth(best)) best = beam.get(0);
        }
        return best;
    }

    /** The parts of {@code part} that one more condition on {@code q} leaves, and gain more; their rows are not found yet. */
    private void narrow(Part part, Quantity q, double[] gain, List<Part> into) {
        int m = q.values.length;
        double[] sums = new double[m];
        boolean[] there = new boolean[m];
        for (int row : part.rows) {
            sums[q.rank[row]] += gain[row];
            there[q.rank[row]] = true;
        }
        double below = 0;
        double[] best = {part.gain, part.gain, part.gain};
        int[] at = {-1, -1, -1};
        for (int i = 0; i < m; i++) {
            if (!there[i]) continue;
            double[] gained = {part.gain - below, below += sums[i], m > 2 ? sums[i] : Double.NEGATIVE_INFINITY};
            for (Relation r : Relation.values())
                if (gained[r.ordinal()] > best[r.ordinal()]) {
                    best[r.ordinal()] = gained[r.ordinal()];
                    at[r.ordinal()] = i;
                }
        }
        for (Relation r : Relation.values()) {
            int i = at[r.ordinal()];
            if (i < 0) continue;
            var conditions = new ArrayList<>(part.conditions);
            conditions.add(new Condition(q.feature, q.minus, r, q.values[i]));
            into.add(new Part(conditions, part.rows, best[r.ordinal()]));
        }
    }

    /** The first few of {@code parts} that hold in different places. */
    private List<Part> different(List<Part> parts, double[] gain) {
        var few = new ArrayList<Part>();
        for (Part p : parts) {
            if (few.size() == BEAM) break;
            Condition last = p.conditions.get(p.conditions.size() - 1);
            int[] rows = Arrays.stream(p.rows)
                    .filter(row -> last.holds(situations.get(row).seen()))
                    .toArray();
            if (few.stream().noneMatch(q -> Arrays.equals(q.rows, rows))) few.add(new Part(p.conditions, rows, p.gain));
        }
        return few;
    }
}
