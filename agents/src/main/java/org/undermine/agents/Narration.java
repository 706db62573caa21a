package org.undermine.agents;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.undermine.env.Scenario;

/** A {@link Playthrough} as text for people, the same on every machine. */
public final class Narration {
    private static final int WIDTH = 120;
    private static final int INDENT = 10;
    private static final int DECIMALS = 6;
    private static final Pattern OF_BLOCK = Pattern.compile("(.*) (\\d+)");

    private Narration() {}

    /** The command that tells the same. @param policy null for any legal action */
    public static String command(Scenario scenario, double alpha, double gamma, String policy, long seed, long steps) {
        var command = new StringBuilder("undermine play " + scenario.protocol());
        scenario.parameters().forEach((name, value) -> command.append(" --" + name + " " + value));
        scenario.attack().forEach((name, value) -> command.append(" --" + name + " " + value));
        command.append(" --alpha " + alpha + " --gamma " + gamma);
        if (policy != null) command.append(" --policy " + policy);
        return command.append(" --seed " + seed + " --steps " + steps).toString();
    }

    /** Takes {@code steps} steps and tells each line as it happens. */
    public static void tell(Playthrough play, long steps, Consumer<String> line) {
        double reward = 0;
        double progress = 0;
        for (long i = 0; i < steps; i++) {
            Playthrough.Step step = play.next();
            tell(step, line);
            reward += step.reward();
            progress += step.progress();
        }
        line.accept("");
        line.accept("after " + steps + (steps == 1 ? " step" : " steps"));
        draw(play.drawing(), line);
        entry("in all", paid(reward, progress), line);
    }

    private static void tell(Playthrough.Step step, Consumer<String> line) {
        line.accept("");
        line.accept("step " + step.number());
        draw(step.drawing(), line);
        entry("sees", sees(step.sees()), line);
        entry("may", String.join(", ", step.legal()), line);
        entry("does", step.action(), line);
        entry("coins", String.join("; ", step.coins()), line);
        entry("blocks", String.join("; ", step.events()), line);
        entry("paid", paid(step.reward(), step.progress()), line);
    }

    private static String paid(double reward, double progress) {
        return "reward " + decimal(reward) + ", progress " + decimal(progress);
    }

    private static void draw(List<String> drawing, Consumer<String> line) {
        for (String row : drawing) wrap("  " + row, line);
    }

    private static void entry(String title, String text, Consumer<String> line) {
        if (!text.isEmpty()) wrap("  " + title + " ".repeat(INDENT - 2 - title.length()) + text, line);
    }

    private static void wrap(String text, Consumer<String> line) {
        String rest = text;
        while (rest.length() > WIDTH) {
            int end = rest.lastIndexOf(' ', WIDTH);
            if (end <= INDENT) break; // one long word
            line.accept(rest.substring(0, end).stripTrailing());
            rest = " ".repeat(INDENT) + rest.substring(end).stripLeading();
        }
        line.accept(rest);
    }

    static boolean numbersBlock(String feature) {
        return OF_BLOCK.matcher(feature).matches();
    }

    /** Features in order, then what there is of each numbered block: a flag by its name alone. */
    private static String sees(Map<String, Double> sees) {
        var plain = new ArrayList<String>();
        var blocks = new LinkedHashMap<String, List<String>>();
        sees.forEach((name, value) -> {
            var of = OF_BLOCK.matcher(name);
            if (!of.matches()) plain.add(name + " " + decimal(value));
            else
                blocks.computeIfAbsent(of.group(2), b -> new ArrayList<>())
                        .add(of.group(1).equals("parent") ? "parent " + decimal(value) : of.group(1));
        });
        String text = String.join(", ", plain);
        return text
                + blocks.entrySet().stream()
                        .map(b -> "; " + b.getKey() + ": " + String.join(", ", b.getValue()))
                        .collect(Collectors.joining());
    }

    static String decimal(double x) {
        var rounded = new BigDecimal(x).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
