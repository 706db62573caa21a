package org.undermine.env.mdp.formats;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.Objective;
import org.undermine.env.mdp.Payoff;
import org.undermine.env.mdp.Probability;

/** DRN with alpha and gamma left open: probabilities and mean rewards as polynomials in them. */
public final class ParametricDrn {
    private final ExplicitMdp table;
    private final String[] probability;
    private final String[] reward;
    private final String[] progress;

    private ParametricDrn(ExplicitMdp table, Objective objective) {
        this.table = table;
        probability =
                table.probabilities().stream().map(ParametricDrn::polynomial).toArray(String[]::new);
        reward = new String[table.payoffs().size()];
        progress = new String[reward.length];
        for (int i = 0; i < reward.length; i++) {
            if (!(table.payoffs().get(i) instanceof Payoff.Paid paid))
                throw refuse("what is paid depends on alpha: " + table.payoffs().get(i));
            Payoff.Amounts amounts = paid.at(Double.NaN, table.unit());
            reward[i] = number(objective.reward(amounts, table.unit()));
            progress[i] = number(objective.clock(amounts));
        }
    }

    private static IllegalArgumentException refuse(String why) {
        return new IllegalArgumentException(
                "alpha and gamma cannot be left open: " + why + "; give --alpha and --gamma");
    }

    private String number(double amount) {
        double units = amount * table.unit();
        if (table.unit() == 1 || Math.rint(units) != units) return new BigDecimal(amount).toPlainString();
        return "(" + new BigDecimal(units).toPlainString() + "/" + table.unit() + ")";
    }

    private static String polynomial(Probability p) {
        if (p.own() != null) throw refuse("the chance of " + p.own() + " is no polynomial in them");
        var factors = new ArrayList<String>();
        if (p.part() != 1 || p.among() != 1) factors.add("(" + p.part() + "/" + p.among() + ")");
        power(factors, "alpha", p.a());
        power(factors, "(1-alpha)", p.b());
        power(factors, "gamma", p.g());
        power(factors, "(1-gamma)", p.d());
        return factors.isEmpty() ? "1" : String.join("*", factors);
    }

    private static void power(List<String> factors, String base, int exponent) {
        for (int i = 0; i < exponent; i++) factors.add(base);
    }

    /**
     * Writes the whole file or none.
     *
     * @throws IllegalArgumentException one line, if something depends on alpha in a way that is no polynomial
     */
    public static Written write(ExplicitMdp table, Objective objective, List<String> actions, Path file)
            throws IOException {
        var symbols = new ParametricDrn(table, objective);
        try (var files = new WholeFiles()) {
            Writer out = files.text(file);
            Drn.header(
                    out,
                    table.states(),
                    table.choices(),
                    "alpha gamma",
                    List.of(NumericMdp.REWARD, NumericMdp.PROGRESS));
            int outcomes = 0;
            for (int s = 0; s < table.states(); s++) {
                Drn.state(out, s, s == 0);
                for (int c = table.firstChoice()[s]; c < table.firstChoice()[s + 1]; c++)
                    outcomes += symbols.choice(out, c, actions.get(table.action()[c]));
            }
            return new Written(files.finish(), table.states(), table.choices(), outcomes);
        }
    }

    /** @return how many outcomes */
    private int choice(Writer out, int c, String action) throws IOException {
        Map<Integer, String> outcomes = new TreeMap<>();
        for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++)
            outcomes.merge(table.target()[o], probability[table.probability()[o]], (x, y) -> x + "+" + y);
        Drn.choice(out, action, List.of(mean(c, reward), mean(c, progress)));
        for (var outcome : outcomes.entrySet()) Drn.outcome(out, outcome.getKey(), outcome.getValue());
        return outcomes.size();
    }

    private String mean(int c, String[] amount) {
        var terms = new ArrayList<String>();
        boolean same = true;
        int first = table.firstOutcome()[c];
        for (int o = first; o < table.firstOutcome()[c + 1]; o++) {
            String paid = amount[table.payoff()[o]];
            same &= paid.equals(amount[table.payoff()[first]]);
            if (!paid.equals("0")) terms.add(paid + "*" + probability[table.probability()[o]]);
        }
        return same ? amount[table.payoff()[first]] : String.join("+", terms);
    }
}
