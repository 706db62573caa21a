package org.undermine.env.mdp;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Explores a process, breadth first, into a table. */
public final class Compiler<S> implements Mdp.Choices<S> {
    /**
     * A table with the states its rows stand for, in order.
     *
     * @param number the row of each state; -1 for a state that is not there
     */
    public record Compiled<S>(Mdp<S> model, ExplicitMdp table, List<S> states, Object2IntOpenHashMap<S> number) {}

    private static final int EVERY = 512;

    private final List<S> states = new ArrayList<>();
    private final Object2IntOpenHashMap<S> number = new Object2IntOpenHashMap<>();
    private final TableBuilder table = new TableBuilder();

    private Compiler() {
        number.defaultReturnValue(-1);
    }

    public static <S> Compiled<S> compile(Mdp<S> model) {
        return compile(model, states -> {});
    }

    /** @param progress told the number of states explored, every few hundred; may throw to give up */
    public static <S> Compiled<S> compile(Mdp<S> model, IntConsumer progress) {
        var compiler = new Compiler<S>();
        compiler.numberOf(model.start());
        for (int s = 0;
                s < compiler.states.size();
                s++) { // numbers are handed out in discovery order: the rest is the frontier
            model.explore(compiler.states.get(s), compiler);
            compiler.table.endState();
            if ((s + 1) % EVERY == 0) progress.accept(s + 1);
        }
        return new Compiled<>(model, compiler.table.build(model.unit()), compiler.states, compiler.number);
    }

    @Override
    public void choice(int action) {
        table.choice(action);
    }

    @Override
    public void outcome(Probability probability, S next, Payoff payoff) {
        table.outcome(numberOf(next), probability, payoff);
    }

    private int numberOf(S state) {
        int known = number.putIfAbsent(state, states.size());
        if (known >= 0) return known;
        states.add(state);
        return states.size() - 1;
    }
}
