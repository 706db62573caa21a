package org.undermine.bridge.commands;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.undermine.agents.exact.Fit;
import org.undermine.env.Scenario;
import org.undermine.env.Systems;
import org.undermine.env.models.Models;
import org.undermine.protocols.Parameter;
import org.undermine.protocols.SourceFile;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Who is attacked and how. Each protocol has options of its own, so they are made once it is known which one was typed. */
final class Target {
    private static final String OBJECTIVES = "what the attacker's reward is divided by: progress (after difficulty"
            + " adjustment, default), relative (all rewards), time (proofs-of-work), blocks (proofs-of-work that the"
            + " history takes in). Or what else it is after: orphaned (censorship: the share of the defenders' proofs"
            + " that end off the chain); double-spend (progress, with block rewards and payments that are taken back);"
            + " cumulative also: starved (the share of parallel blocks that are missing)";

    private static final int MOST = 10_000; // models in a sweep

    private final Map<String, Object> typed = new LinkedHashMap<>();
    private final boolean attacked;
    private final boolean many;
    private final Set<String> lists = new HashSet<>(); // options whose values have commas in them
    private String protocol;

    Target() {
        this(true);
    }

    /** @param attacked whether how it is attacked can be typed, too */
    Target(boolean attacked) {
        this(attacked, false);
    }

    private Target(boolean attacked, boolean many) {
        this.attacked = attacked;
        this.many = many;
    }

    /** Many at once: each option, and the protocol, may be typed with several values. */
    static Target several() {
        return new Target(true, true);
    }

    /** A protocol that need not be typed, attacked as it is by default. */
    static Target of(String protocol) {
        var target = new Target();
        target.protocol = protocol;
        return target;
    }

    /** The options typed, by name. */
    Map<String, Object> typed() {
        return typed;
    }

    String protocol() {
        if (protocol == null) throw new IllegalArgumentException("the protocol is missing; allowed: " + allowed());
        return Systems.named(protocol).name();
    }

    /** To be played with dice. */
    Scenario scenario() {
        return Scenario.of(protocol(), typed);
    }

    /** To be made into a table. */
    Scenario model() {
        Scenario scenario = scenario();
        return typed.containsKey("cutoff") ? scenario : Fit.solvable(scenario);
    }

    /** Every combination of what was typed, the last option changing fastest; each to be made into a table. */
    List<Scenario> models() {
        if (protocol == null) throw new IllegalArgumentException("the protocol is missing; allowed: " + allowed());
        List<Map<String, Object>> typings = List.of(Map.of());
        for (var option : typed.entrySet()) {
            String comma = lists.contains(option.getKey()) ? ";" : ",";
            var longer = new ArrayList<Map<String, Object>>();
            for (var typing : typings)
                for (String value :
                        Numbers.values(option.getKey(), option.getValue().toString(), comma)) {
                    var one = new LinkedHashMap<>(typing);
                    one.put(option.getKey(), value);
                    longer.add(one);
                }
            typings = longer;
            if (typings.size() > MOST)
                throw new IllegalArgumentException("there are over " + MOST + " models to sweep; allowed: " + MOST);
        }
        var models = new LinkedHashSet<Scenario>();
        for (String name : protocol.split(","))
            for (var typing : typings) {
                Scenario scenario = Scenario.of(name, typing);
                models.add(typing.containsKey("cutoff") ? scenario : Fit.solvable(scenario));
            }
        return List.copyOf(models);
    }

    private static List<String> names() {
        return Systems.names();
    }

    private static String allowed() {
        return String.join(", ", names()) + ", or a Java file with rules of your own ('new' writes one)";
    }

    private static boolean isName(String word) {
        return names().contains(word) || SourceFile.isPath(word);
    }

    /** Adds the options to a command whose words, the command's name left out, are {@code words}. */
    void addTo(CommandSpec command, List<String> words) {
        command.addPositional(PositionalParamSpec.builder()
                .paramLabel("PROTOCOL")
                .arity("1")
                .type(String.class)
                .description((many ? "one, or several with commas between: " : "one of ") + allowed())
                .setter(store("PROTOCOL"))
                .build());
        String named = word(command, words);
        List<Systems.Entry> entries = named == null
                ? List.of()
                : Stream.of(many ? named.split(",", -1) : new String[] {named})
                        .map(Systems::named)
                        .toList();
        if (!entries.isEmpty()) addParameters(command, entries);
        if (attacked) addAttack(command, entries.size() == 1 ? entries.get(0) : null);
    }

    private void addParameters(CommandSpec command, List<Systems.Entry> entries) {
        var parameters = new LinkedHashMap<String, Parameter>();
        for (var entry : entries)
            for (Parameter p : entry.parameters()) {
                if (command.optionsMap().containsKey("--" + p.name()))
                    throw new IllegalArgumentException(entry.name() + " has a parameter " + p.name() + ", but --"
                            + p.name() + " is an option of " + command.name() + "; choose another name");
                parameters.putIfAbsent(p.name(), p);
                if (p.isList()) lists.add(p.name());
            }
        String name = entries.stream()
                .map(Systems.Entry::name)
                .collect(Collectors.joining(", "))
                .replace("%", "%%"); // picocli formats what it prints
        command.usageMessage()
                .footer("%nParameters of " + name + ": "
                        + (parameters.isEmpty()
                                ? "none"
                                : parameters.keySet().stream()
                                        .map(p -> "--" + p)
                                        .collect(Collectors.joining(", "))));
        if (parameters.isEmpty()) return;
        var group = ArgGroupSpec.builder()
                .heading("%nThe protocol, " + name + "%n")
                .validate(false)
                .order(1);
        for (Parameter p : parameters.values())
            group.addArg(option(p.name(), p.range() + " (default: " + p.fallback() + ")"));
        command.addArgGroup(group.build());
    }

    private void addAttack(CommandSpec command, Systems.Entry entry) {
        var group = ArgGroupSpec.builder()
                .heading("%nThe attack%n")
                .validate(false)
                .order(2)
                .addArg(option("space", spaces(entry)))
                .addArg(option("cutoff", cutoffs(entry)))
                .addArg(option(
                        "own",
                        "free space: whether the attacker considers its own blocks at once (considered, default for"
                                + " nakamoto and cumulative) or when it chooses to (ignored, default elsewhere)"))
                .addArg(option(
                        "defenders",
                        "many: they own nothing to speak of (default); one: all of them are one miner, who favours its"
                                + " own blocks"))
                .addArg(option("objective", OBJECTIVES));
        boolean model = entry != null && Models.named(entry.name()) != null;
        boolean taken = command.optionsMap().containsKey("--confirmations"); // by what asks something else of them
        if (!model && !taken) addNumbers(group); // a model may have parameters of these names
        command.addArgGroup(group.build());
    }

    private void addNumbers(ArgGroupSpec.Builder group) {
        group.addArg(option(
                        "value",
                        "double-spend: what a payment is worth, in rewards; 0 to 1e9 (default: 1). It is paid once each"
                                + " time a chain of at least as many defender blocks as confirmations is replaced"))
                .addArg(option(
                        "confirmations",
                        "double-spend: blocks that the payee waits for, the one with the payment included, 1 to 1000"
                                + " (default: 6)"))
                .addArg(option(
                        "referred",
                        "orphaned: whether blocks that the chain only refers to, uncles, count as kept (default) or as"
                                + " orphaned"));
    }

    private static String spaces(Systems.Entry entry) {
        if (entry == null) return "withholding (default) or free; some protocols have more";
        return String.join(", ", Scenario.spaces(entry.name())) + " (default: "
                + Scenario.spaces(entry.name()).get(0) + ")";
    }

    private static String cutoffs(Systems.Entry entry) {
        var model = entry == null ? null : Models.named(entry.name());
        if (model != null)
            return "how far an attack is followed: " + model.counts() + "; whole numbers from 1 (default: "
                    + model.cutoff() + ")";
        String known = entry == null
                ? ""
                : Scenario.spaces(entry.name()).stream()
                        .map(s -> Scenario.of(entry.name(), Map.of("space", s)))
                        .filter(s -> s.tableCutoff() > 0)
                        .map(s -> s.space() + " " + s.tableCutoff())
                        .collect(Collectors.joining(", "));
        return "how far an attack is followed: blocks in the window (free), proofs-of-work on a side of a fork"
                + " (elsewhere); whole numbers from 1, free from 3 (default: "
                + (known.isEmpty() ? "what is solved in a few seconds; where no table is needed more" : known) + ")";
    }

    private OptionSpec option(String name, String description) {
        return OptionSpec.builder("--" + name)
                .paramLabel(name.equals("cutoff") ? "N" : "VALUE")
                .type(String.class)
                .description(description)
                .setter(store(name))
                .build();
    }

    private ISetter store(String name) {
        return new ISetter() {
            @Override
            public <T> T set(T value) {
                if (name.equals("PROTOCOL")) protocol = (String) value;
                else if (value == null) typed.remove(name);
                else typed.put(name, value);
                return null;
            }
        };
    }

    /** The first word that is neither an option nor the value of one; null where there is none. */
    private static String word(CommandSpec command, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-") || word.length() == 1) return word;
            var known = command.optionsMap().get(word);
            boolean unknown = known == null && word.startsWith("--") && !word.contains("=");
            boolean takesNext = known != null
                    ? known.arity().max() > 0
                    : unknown && i + 1 < words.size() && !isName(words.get(i + 1));
            if (takesNext) i++;
        }
        return null;
    }
}
