package org.undermine.env.mdp;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.undermine.env.mdp.Compiler.Compiled;
import org.undermine.env.mdp.Payoff.Paid;

/**
 * A compiled model as a file for this program to read again: what was explored with {@link Explorer}.
 *
 * <pre>
 *   64 bits   LAYOUT
 *   32 bits   each: states, choices, outcomes, unit, probabilities, payoffs, pieces of states
 *             probabilities: part, among (64 bits each), a, b, g, d (32 each)
 *             payoffs: reward, others, progress, time, blocks, the defenders' kept, uncles, orphaned, replaced (32 each)
 *             the arrays of {@link ExplicitMdp} in its order, as wide as they are there
 *             states as {@link StateBytes} has them: of each piece its length, then its bytes
 *   64 bits   CRC-32C of all that
 * </pre>
 *
 * Everything is little-endian. UMB has no place for payoffs in units, for exponents of alpha and gamma, and for states.
 */
public final class TableFile {
    private static final long LAYOUT = 0x32_454c_4241_5444L; // "DTABLE2", to be changed with the layout

    private TableFile() {}

    /** Whether there is a place in such a file for all that {@code compiled} holds. */
    public static boolean holds(Compiled<?> compiled) {
        return compiled.states() instanceof Stored<?>
                && compiled.table().payoffs().stream().allMatch(Paid.class::isInstance)
                && compiled.table().probabilities().stream().allMatch(p -> p.own() == null);
    }

    /** Bytes that {@link #write} will write, but for a few. */
    public static long size(Compiled<?> compiled) {
        ExplicitMdp table = compiled.table();
        StateBytes states = ((Stored<?>) compiled.states()).bytes();
        long size = 4L * table.states() + 6L * table.choices() + 8L * table.outcomes();
        for (int i = 0; i < states.pieces(); i++) size += states.length(i);
        return size;
    }

    /** @throws IOException if it cannot be written; then half of it may be there */
    public static void write(Compiled<?> compiled, Path file) throws IOException {
        ExplicitMdp table = compiled.table();
        StateBytes states = ((Stored<?>) compiled.states()).bytes();
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var to = new SummedOutput(channel);
            to.put(LAYOUT);
            to.put(table.states());
            to.put(table.choices());
            to.put(table.outcomes());
            to.put(table.unit());
            to.put(table.probabilities().size());
            to.put(table.payoffs().size());
            to.put(states.pieces());
            for (Probability p : table.probabilities()) {
                to.put(p.part());
                to.put(p.among());
                for (int exponent : new int[] {p.a(), p.b(), p.g(), p.d()}) to.put(exponent);
            }
            for (Payoff payoff : table.payoffs()) {
                var p = (Paid) payoff;
                var d = p.defended();
                for (int amount : new int[] {
                    p.reward(),
                    p.others(),
                    p.progress(),
                    p.time(),
                    p.blocks(),
                    d.kept(),
                    d.uncles(),
                    d.orphaned(),
                    d.replaced()
                }) to.put(amount);
            }
            to.put(table.firstChoice());
            to.put(table.firstOutcome());
            to.put(table.action());
            to.put(table.target());
            to.put(table.probability());
            to.put(table.payoff());
            for (int i = 0; i < states.pieces(); i++) {
                to.put(states.length(i));
                to.put(states.piece(i), states.length(i));
            }
            to.finish();
        }
    }

    /** @throws IOException if it cannot be read, or is not what was written */
    public static <S> Compiled<S> read(Packed<S> model, Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var from = new SummedInput(channel);
            if (from.wide() != LAYOUT) throw new IOException("another layout");
            int states = from.number();
            int choices = from.number();
            int outcomes = from.number();
            int unit = from.number();
            int probabilities = from.number();
            int payoffs = from.number();
            int pieces = from.number();
            long least = 4L * states + 6L * choices + 8L * outcomes + 32L * probabilities + 36L * payoffs;
            if (Math.min(Math.min(states, choices), Math.min(outcomes, pieces)) < 1 || channel.size() < least)
                throw new IOException("cut off");
            List<Probability> chances = new ArrayList<>();
            for (int i = 0; i < probabilities; i++)
                chances.add(new Probability(
                        from.wide(),
                        from.wide(),
                        from.number(),
                        from.number(),
                        from.number(),
                        from.number(),
                        null,
                        false));
            List<Payoff> paid = new ArrayList<>();
            for (int i = 0; i < payoffs; i++)
                paid.add(new Paid(
                        from.number(),
                        from.number(),
                        from.number(),
                        from.number(),
                        from.number(),
                        new Payoff.Defended(from.number(), from.number(), from.number(), from.number())));
            var table = new ExplicitMdp(
                    from.ints(states + 1),
                    from.ints(choices + 1),
                    from.shorts(choices),
                    from.ints(outcomes),
                    from.chars(outcomes),
                    from.chars(outcomes),
                    List.copyOf(chances),
                    List.copyOf(paid),
                    unit);
            byte[][] bytes = new byte[pieces][];
            int[] lengths = new int[pieces];
            for (int i = 0; i < pieces; i++) {
                lengths[i] = from.number();
                bytes[i] = from.bytes(StateBytes.SEGMENT, lengths[i]);
            }
            from.finish();
            var stored = new Stored<>(model, StateBytes.of(bytes, lengths, states), null);
            return new Compiled<>(model, table, stored, stored);
        }
    }
}
