package org.undermine.env.mdp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * An immutable MDP as a table, in three levels of compressed rows: states, choices, outcomes. State 0 is the start.
 *
 * <pre>
 *   choices of state s      firstChoice[s]  .. firstChoice[s + 1]
 *   choice c                takes action[c]
 *   outcomes of choice c    firstOutcome[c] .. firstOutcome[c + 1]
 *   outcome o               goes to target[o] with probabilities[probability[o]] and pays payoffs[payoff[o]]
 * </pre>
 *
 * Probabilities are symbols in alpha and gamma, so a table is compiled once; {@link #at} puts numbers in.
 */
public record ExplicitMdp(
        int[] firstChoice,
        int[] firstOutcome,
        short[] action,
        int[] target,
        char[] probability,
        char[] payoff,
        List<Probability> probabilities,
        List<Payoff> payoffs,
        int unit) {

    public int states() {
        return firstChoice.length - 1;
    }

    public int choices() {
        return action.length;
    }

    public int outcomes() {
        return target.length;
    }

    /** Bytes of memory, but for symbols. */
    public long bytes() {
        return 4L * (firstChoice.length + firstOutcome.length) + 2L * choices() + 8L * outcomes();
    }

    /** This process where the attacker's share is {@code alpha} and the near defenders' is {@code gamma}. */
    public RatioMdp at(double alpha, double gamma, Objective objective) {
        double[] p = probabilities.stream().mapToDouble(x -> x.at(alpha, gamma)).toArray();
        var paid = payoffs.stream().map(x -> x.at(alpha, unit)).toList();
        double[] reward =
                paid.stream().mapToDouble(x -> objective.reward(x, unit)).toArray();
        double[] clock = paid.stream().mapToDouble(objective::clock).toArray();
        return new RatioMdp(this, p, reward, clock);
    }

    /** The choice of {@code state} that takes {@code action}, or -1 where it is not allowed. */
    public int choice(int state, int action) {
        for (int c = firstChoice[state]; c < firstChoice[state + 1]; c++) if (this.action[c] == action) return c;
        return -1;
    }

    /** "sha256:" and 64 hexadecimal digits over everything in the table, symbols included. */
    public String digest() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (int[] rows : new int[][] {firstChoice, firstOutcome, target}) update(sha, rows);
            for (char[] index : new char[][] {probability, payoff}) update(sha, index.length, i -> index[i]);
            update(sha, action.length, i -> action[i]);
            sha.update((probabilities + " " + payoffs + " " + unit).getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static void update(MessageDigest sha, int[] values) {
        update(sha, values.length, i -> values[i]);
    }

    private static void update(MessageDigest sha, int length, java.util.function.IntUnaryOperator value) {
        var buffer = ByteBuffer.allocate(4096);
        for (int i = -1; i < length; i++) { // the length first, so that no two sequences of arrays look alike
            if (buffer.remaining() < 4) flush(sha, buffer);
            buffer.putInt(i < 0 ? length : value.applyAsInt(i));
        }
        flush(sha, buffer);
    }

    private static void flush(MessageDigest sha, ByteBuffer buffer) {
        sha.update(buffer.flip());
        buffer.clear();
    }
}
