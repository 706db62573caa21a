package org.undermine.env.models;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.undermine.env.mdp.Probability;
import org.undermine.protocols.Parameter;
import org.undermine.protocols.hfm.Coverage;
import org.undermine.protocols.hfm.Order;

/**
 * Who validates what, and what the attacker has, of {@link Hfm}.
 *
 * @param n sessions a round, the attacker's and others'
 * @param s ranges that a block is cut into
 * @param overlap whether a range's validator also gets its neighbours; else two independent ranges, so that a fraud across two
 *     is seen by who draws both
 * @param whole whether everybody validates everything instead
 * @param ownFinder whether only the attacker's own proof-of-work can make an infected block; else everybody mines it
 * @param c confirmations, the infected block's own the first
 * @param v what a fraud is worth, in thousandths of what a block pays
 * @param mu that the attacker's RAFT proposes in a round
 * @param rho that a group of honest power has checked a report by the next block
 * @param groups of equal honest power
 * @param grind extra session requests that may be made in a round
 * @param pause of honest power after a flood
 */
record HfmRules(
        int n,
        int s,
        boolean overlap,
        Order order,
        boolean whole,
        boolean ownFinder,
        int c,
        long v,
        Chance mu,
        Chance rho,
        int groups,
        int grind,
        Pause pause) {
    private static final int LONGEST_PAUSE = 1_000; // block intervals
    private static final BigDecimal PER_THOUSAND = BigDecimal.valueOf(1_000);

    static final List<Parameter> PARAMETERS = List.of(
            Parameter.number("n", 85, 1, 10_000),
            Parameter.wordOrNumber("s", 1, 1_000, "all", "one"),
            Parameter.choice("overlap", "on", "off"),
            Parameter.choice("order", "strict", "weak", "coin"),
            Parameter.choice("validation", "ranges", "whole"),
            Parameter.choice("finder", "own", "any"),
            Parameter.number("c", 6, 1, 100),
            Parameter.decimal("v", "100", 0, 1_000_000_000, 3),
            Parameter.decimal("mu", "0.1", 0, 1, 3),
            Parameter.decimal("rho", "0.9", 0, 1, 3),
            Parameter.number("groups", 4, 1, 4),
            Parameter.number("grind", 2, 0, 8),
            Parameter.number("t", 1_000_000, 0, 100_000_000),
            Parameter.decimal("w", "0.002", 0, 1, 6));

    /** A coin of its own, of so many thousandths. */
    record Chance(int thousandths) {
        private static final int ALL = 1_000;

        boolean isPossible(boolean heads) {
            return heads ? thousandths > 0 : thousandths < ALL;
        }

        Probability of(Probability p, boolean heads) {
            return p.share(heads ? thousandths : ALL - thousandths, ALL);
        }
    }

    /** @param ticks 0 where floods are not to be had; each of them {@code part / among} of a block interval, at most one */
    record Pause(int ticks, long part, long among) {}

    static HfmRules of(Map<String, Object> p) {
        int n = (Integer) p.get("n");
        int s = p.get("s") instanceof Integer number
                ? number
                : (p.get("s").equals("all") ? Coverage.ALL : Coverage.ONE).ranges(n);
        boolean whole = p.get("validation").equals("whole");
        return new HfmRules(
                n,
                s,
                p.get("overlap").equals("on"),
                Order.valueOf(p.get("order").toString().toUpperCase(java.util.Locale.ROOT)),
                whole,
                p.get("finder").equals("own"),
                (Integer) p.get("c"),
                thousandths(p.get("v")),
                new Chance((int) thousandths(p.get("mu"))),
                new Chance((int) thousandths(p.get("rho"))),
                (Integer) p.get("groups"),
                (Integer) p.get("grind"),
                pause((Integer) p.get("t"), (BigDecimal) p.get("w"), whole ? 0 : s));
    }

    private static long thousandths(Object decimal) {
        return ((BigDecimal) decimal).movePointRight(3).longValueExact();
    }

    /** t w, or (t / s + 2) w where ranges are shared; w for a thousand transactions. */
    private static Pause pause(int t, BigDecimal w, int s) {
        if (t == 0 || w.signum() == 0) return new Pause(0, 0, 1);
        int ranges = Math.max(1, s);
        BigDecimal times = w.multiply(BigDecimal.valueOf(s == 0 ? t : t + 2L * s)); // in thousandths, ranges times
        BigDecimal intervals =
                times.divide(PER_THOUSAND.multiply(BigDecimal.valueOf(ranges)), 0, java.math.RoundingMode.CEILING);
        if (intervals.compareTo(BigDecimal.valueOf(LONGEST_PAUSE)) > 0)
            throw new IllegalArgumentException("t is " + t + ", w is " + w + ": honest power pauses for up to "
                    + intervals + " block intervals; allowed: " + LONGEST_PAUSE);
        int ticks = intervals.intValueExact();
        BigInteger part = times.movePointRight(6).toBigIntegerExact();
        BigInteger among = BigInteger.valueOf(1_000_000_000L).multiply(BigInteger.valueOf((long) ranges * ticks));
        BigInteger common = part.gcd(among);
        return new Pause(
                ticks,
                part.divide(common).longValueExact(),
                among.divide(common).longValueExact());
    }

    /** Whether a fraud can be hidden there. */
    boolean hasPlace(Place place) {
        return switch (place) {
            case INSIDE -> true;
            case BORDER -> s > 1;
            case HOLE -> s > 1 && order == Order.WEAK;
        };
    }

    /** Whether more sessions see a fraud there than the attacker holds seats for. */
    Seen seen(Place place, int held) {
        if (whole || s == 1) return new Seen(n, 1, 1, held);
        return switch (place) {
            case INSIDE -> new Seen(n, 1, s, held);
            case BORDER -> overlap ? new Seen(n, Math.min(2, s), s, held) : new Seen(n, 1, (long) s * s, held);
            case HOLE -> new Seen(n, 0, 1, held);
        };
    }

    /** The place that the fewest see. */
    Place leastSeen() {
        if (hasPlace(Place.HOLE)) return Place.HOLE;
        return hasPlace(Place.BORDER) && !overlap ? Place.BORDER : Place.INSIDE;
    }

    /** That {@code more} of {@code left} groups have moved by the next block. */
    Probability moving(Probability p, int left, int more) {
        long ways = 1;
        for (int i = 1; i <= more; i++) ways = ways * (left - i + 1) / i;
        Probability moving = p;
        for (int i = 0; i < left; i++) moving = rho.of(moving, i < more);
        return moving.share(ways, 1);
    }
}
