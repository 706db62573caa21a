package org.undermine.agents.exact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.undermine.agents.Agent;
import org.undermine.agents.Arena;
import org.undermine.agents.Policies;
import org.undermine.env.Scenario;
import org.undermine.env.attack.AttackMdp;
import org.undermine.env.attack.Breach;
import org.undermine.env.attack.Broken;
import org.undermine.env.attack.Check;
import org.undermine.env.attack.FreeSpace;
import org.undermine.env.attack.HonestRelease;
import org.undermine.env.attack.Space;
import org.undermine.env.attack.Watch;
import org.undermine.env.attack.WithholdingSpace;
import org.undermine.env.mdp.Compiler;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Objective;
import org.undermine.protocols.Protocol;

/** What must hold of the models of a protocol, checked on those that are compiled and solved in a moment. */
final class SmallModels {
    private static final double[][] POINTS = {{0.1, 0}, {1.0 / 3, 0.5}, {0.45, 1}};
    private static final double CLOSE = 1e-9;
    private static final int FEW = 4; // sizes to compare
    private static final String FREE = "free";
    private static final int LEAST = 3; // free windows
    private static final int DECISIONS = 4_000;
    private static final int ROLLS = 10; // for each state there may be
    private static final double WIDER = 3.3915 / 2.6264; // 99.9 % instead of 99 % confidence, 99 degrees of freedom
    private static final String HONEST = "honest";

    private final Scenario scenario;
    private final int states;
    private final Map<String, List<Study>> studies = new HashMap<>(); // by space

    /** @param states of a model that is not too large */
    SmallModels(Scenario scenario, int states) {
        this.scenario = scenario;
        this.states = states;
    }

    List<Check> checks() {
        return List.of(
                new Check("honest play keeps nothing back", this::releases),
                new Check("honest play earns its share of the mining power", this::earns),
                new Check("dice agree with the table", this::rolls),
                new Check("states that differ in numbering alone may be merged", this::merges),
                new Check(
                        "the best attack earns no less than honest play, and no less where it is followed further",
                        this::grows));
    }

    // ---- models

    private List<String> spaces() {
        return Scenario.spaces(scenario.protocol()).stream()
                .filter(s -> s.equals(FREE) || s.equals("withholding"))
                .toList();
    }

    private Scenario watched(Watch watch, String space, int cutoff) {
        var typed = new LinkedHashMap<String, Object>(scenario.parameters());
        typed.put("space", space);
        typed.put("cutoff", cutoff);
        Scenario s = Scenario.of(scenario.protocol(), typed);
        return new Scenario(
                s.protocol(),
                s.parameters(),
                space,
                cutoff,
                s.own(),
                s.defenders(),
                s.objective(),
                watch.over(s.rules()));
    }

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super(null, null, false, false);
        }
    }

    private void count(int explored) {
        if (explored > states) throw new TooLarge();
    }

    /** The first few sizes of a space, as far as they are small. */
    private List<Study> studies(Watch watch, String space) {
        return studies.computeIfAbsent(space, s -> compiled(watch, s));
    }

    private List<Study> compiled(Watch watch, String space) {
        var small = new ArrayList<Study>();
        int least = space.equals(FREE) ? LEAST : 1;
        try {
            for (int n = least; n < least + FEW; n++) small.add(Study.of(watched(watch, space, n), this::count));
        } catch (TooLarge e) { // those before it will do
        }
        return small;
    }

    private static String point(double[] at) {
        return String.format(Locale.ROOT, "alpha %.4g, gamma %.4g", at[0], at[1]);
    }

    private static Broken broken(String property, Scenario s, double[] at, String said) {
        return new Broken(
                Breach.overall(property, s.space() + " space, cutoff " + s.cutoff() + ", " + point(at) + ": " + said));
    }

    // ---- checks

    private String releases(Watch watch) {
        for (String space : spaces()) {
            Scenario s = watched(watch, space, space.equals(FREE) ? 8 : 6);
            Agent honest = Policies.named(s, HONEST);
            HonestRelease.check(s.rules(), attackSpace(s.rules(), space, s.cutoff()), honest::act, DECISIONS, 1);
        }
        return DECISIONS + " decisions in " + String.join(" and ", spaces()) + " space";
    }

    private String earns(Watch watch) {
        int values = 0;
        for (String space : spaces())
            for (Study study : studies(watch, space)) {
                Agent honest = Policies.named(study.scenario(), HONEST);
                for (double[] at : POINTS) {
                    double value = study.value(honest, at[0], at[1]);
                    values++;
                    if (Math.abs(value - at[0]) > CLOSE)
                        throw broken(
                                "honest play",
                                study.scenario(),
                                at,
                                "earns " + value + " for each unit of progress; expected alpha. Do coinbase and"
                                        + " progress count the same proofs-of-work?");
                }
            }
        return values + " values within 1e-9";
    }

    private String rolls(Watch watch) {
        for (String space : spaces()) {
            Scenario s = watched(watch, space, space.equals(FREE) ? 8 : 4);
            double[] at = POINTS[1];
            Agent honest = Policies.named(s, HONEST);
            Arena.Estimate e = roll(s, honest, at, ROLLS * states, 1);
            if (misses(e, at[0])) e = roll(s, honest, at, 4 * ROLLS * states, 2); // one time in a thousand it does
            if (misses(e, at[0]))
                throw broken(
                        "honest play",
                        s,
                        at,
                        "with dice it earns " + e.mean() + ", which is too far from alpha for chance");
        }
        return ROLLS * states + " decisions, within 99.9 % intervals";
    }

    private Arena.Estimate roll(Scenario s, Agent honest, double[] at, long steps, long seed) {
        return Arena.evaluate(s.env(at[0], at[1]), honest, steps, seed, n -> {});
    }

    private static boolean misses(Arena.Estimate e, double value) {
        return Math.abs(e.mean() - value) > WIDER * (e.high() - e.low()) / 2 + CLOSE;
    }

    private String merges(Watch watch) {
        Protocol rules = watch.over(scenario.rules());
        var said = new ArrayList<String>();
        for (String space : spaces()) {
            int least = space.equals(FREE) ? LEAST : 1;
            try {
                for (int n = least; n < least + FEW; n++) {
                    Space attack = attackSpace(rules, space, n);
                    double merged = optimum(new AttackMdp(rules, attack));
                    double unmerged = optimum(AttackMdp.unmerged(rules, attack));
                    if (Math.abs(merged - unmerged) > CLOSE)
                        throw broken(
                                "merging",
                                watched(watch, space, n),
                                POINTS[1],
                                "the optimum is " + merged + " where states that differ in numbering are merged, and "
                                        + unmerged + " where they are not: some rule depends on numbers");
                    if (n == least + FEW - 1) throw new TooLarge();
                }
            } catch (TooLarge e) {
                said.add(space);
            }
        }
        return String.join(" and ", said) + " space";
    }

    private double optimum(Mdp<?> model) {
        var table = Compiler.compile(model, this::count).table();
        return Solver.optimum(table.at(POINTS[1][0], POINTS[1][1], Objective.PROGRESS), CLOSE / 10)
                .lower();
    }

    private static Space attackSpace(Protocol rules, String space, int cutoff) {
        return space.equals(FREE)
                ? new FreeSpace(cutoff, true, false, rules.k(), rules.votes(), rules.ledgers(), true)
                : new WithholdingSpace(rules, cutoff, false);
    }

    private String grows(Watch watch) {
        int optima = 0;
        for (String space : spaces())
            for (double[] at : POINTS) {
                double before = at[0];
                String what = "honest play";
                for (Study study : studies(watch, space)) {
                    double optimum =
                            Solver.optimum(study.at(at[0], at[1]), CLOSE / 10).lower();
                    optima++;
                    if (optimum < before - CLOSE)
                        throw broken(
                                "optimum",
                                study.scenario(),
                                at,
                                "it is " + optimum + ", less than " + before + " of " + what);
                    before = optimum;
                    what = "cutoff " + study.scenario().cutoff();
                }
            }
        return optima + " optima";
    }
}
