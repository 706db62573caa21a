package org.undermine.env.mdp;

import java.util.List;
import java.util.function.IntConsumer;

/** Explores a process, breadth first, into a table. */
public final class Compiler<S> implements Mdp.Choices<S> {
    /**
     * A table with the states its rows stand for, in order.
     *
     * @param number the row of each state; -1 for a state that is not there
     */
    public record Compiled<S>(Mdp<S> model, ExplicitMdp table, List<S> states, Numbering number) {
        /** Bytes of memory that states and their numbers take; 0 where they are objects. */
        public long stateBytes() {
            return states instanceof Stored<?> stored ? stored.memory() : 0;
        }
    }

    private static final int EVERY = 512;

    private final Index<S> number = new Index<>();
    private final TableBuilder table = new TableBuilder();

    private Compiler() {}

    public static <S> Compiled<S> compile(Mdp<S> model) {
        return compile(model, states -> {});
    }

    /** @param progress told the number of states explored, every few hundred; may throw to give up */
    public static <S> Compiled<S> compile(Mdp<S> model, IntConsumer progress) {
        var compiler = new Compiler<S>();
        compiler.number.add(model.start());
        for (int s = 0;
                s < compiler.number.size();
                s++) { // numbers are handed out in discovery order: the rest is the frontier
            model.explore(compiler.number.states().get(s), compiler);
            compiler.table.endState();
            if ((s + 1) % EVERY == 0) progress.accept(s + 1);
        }
        return new Compiled<>(model, compiler.table.build(model.unit()), compiler.number.states(), compiler.number);
    }

    @Override
    public void choice(int action) {
        table.choice(action);
    }

    @Override
    public void outcome(Probability probability, S next, Payoff payoff) {
        table.outcome(number.add(next), probability, payoff);
    }
}
