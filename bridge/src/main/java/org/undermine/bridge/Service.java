package org.undermine.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.undermine.agents.Agent;
import org.undermine.agents.Arena;
import org.undermine.agents.Catalogue;
import org.undermine.agents.Evaluation;
import org.undermine.agents.Policies;
import org.undermine.agents.exact.BreakEven;
import org.undermine.agents.exact.BreakEvenPrize;
import org.undermine.agents.exact.Fit;
import org.undermine.agents.exact.LeastPayment;
import org.undermine.agents.exact.ResultFile;
import org.undermine.agents.exact.Study;
import org.undermine.bridge.commands.Commands;
import org.undermine.bridge.commands.Console;
import org.undermine.env.AttackEnv;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Objective;
import org.undermine.env.mdp.Objective.Aim;
import org.undermine.protocols.SourceFile;

/**
 * What Python may ask for, one method each. Arguments and answers are small: JSON, a number that stands for something kept
 * here until {@link #release}, or the path of a file to map or write.
 *
 * <p>A question about an attack is an object with {@code protocol}, {@code options} (everything {@link Scenario#of}
 * takes) and what the method adds.
 */
public final class Service {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // so that NaN is refused by the one who knows its name
            .build();

    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, Object> kept = new ConcurrentHashMap<>();
    private final Studies studies;
    private volatile boolean over;

    public Service() {
        this(new Studies());
    }

    private Service(Studies studies) {
        this.studies = studies;
    }

    /** The service for one process among several: what it keeps is released when {@code lifeline} ends, see {@link Lifeline}. */
    public Service client(String lifeline) throws IOException {
        var client = new Service(studies);
        Lifeline.watch(lifeline, client::releaseAll);
        return client;
    }

    public String protocols() {
        return Catalogue.json().toString();
    }

    /** Runs a command of the command line, given as a list of words: its exit {@code code}, what it said on {@code out} and {@code err}. */
    public String command(String words) throws JsonProcessingException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int code = Commands.run(console, JSON.readValue(words, String[].class));
        return JSON.createObjectNode()
                .put("code", code)
                .put("out", out.toString(StandardCharsets.UTF_8))
                .put("err", err.toString(StandardCharsets.UTF_8))
                .toString();
    }

    /** The summary of the best attack at {@code alpha}, {@code gamma}, {@code epsilon}; with its {@code id} if {@code keep}. */
    public String attack(String question) throws JsonProcessingException {
        JsonNode asked = JSON.readTree(question);
        var result = studies.of(model(asked))
                .attack(number(asked, "alpha"), number(asked, "gamma"), number(asked, "epsilon"));
        ObjectNode answer = result.summary();
        if (asked.path("keep").asBoolean()) answer.put("id", keep(new Found(result)));
        return answer.toString();
    }

    /** Keeps the policy of a result file whose hash is right; says its {@code id}. */
    public String load(String file) throws IOException {
        ResultFile.Policy p = ResultFile.policy(Path.of(file));
        int[] actions = studies.of(p.scenario()).actions(p);
        return Integer.toString(keep(new Found(p.scenario(), p.alpha(), p.gamma(), actions, null)));
    }

    /** Writes the attack {@code id} with policy and certificate. */
    public void save(int id, String file) throws IOException {
        ResultFile.write(kept(id, Found.class).result(), Path.of(file));
    }

    /** Writes the policy {@code id} into {@code file} as {@link Found#write} says; answers {@link Found#describe}. */
    public String policy(int id, String file) throws IOException {
        Found found = kept(id, Found.class);
        Study study = studies.of(found.scenario());
        found.write(study, Path.of(file));
        return found.describe(study).toString();
    }

    /**
     * Where attacks begin to pay, at {@code gamma}, to {@code width}: {@code low} and {@code high} of alpha; or, at an
     * {@code alpha}, of the prize {@code of}, where high is null if not even the greatest one pays.
     */
    public String breakEven(String question) throws JsonProcessingException {
        JsonNode asked = JSON.readTree(question);
        double gamma = number(asked, "gamma");
        double width = number(asked, "width");
        ObjectNode answer = JSON.createObjectNode();
        if (asked.has("of")) {
            double alpha = share(asked, "alpha");
            Scenario scenario = model(asked);
            String of = asked.get("of").asText();
            Objective objective = scenario.objective();
            var found = of.equals("value") && objective.aim() == Aim.DOUBLE_SPEND
                    ? LeastPayment.of(studies.of(scenario), objective.confirmations(), alpha, gamma, width, x -> {})
                    : BreakEvenPrize.of(scenario, of, alpha, gamma, width, x -> {});
            answer.put("low", found.low());
            if (!Double.isInfinite(found.high())) answer.put("high", found.high());
            else answer.putNull("high");
        } else {
            var found = BreakEven.of(studies.of(model(asked)), gamma, width, left -> {});
            answer.put("low", found.low()).put("high", found.high());
        }
        return answer.put("gamma", gamma).toString();
    }

    /** What {@code ask} names of HFM's design: coverage, detection or entry; see {@link HfmNumbers}. */
    public String hfm(String question) throws JsonProcessingException {
        JsonNode asked = JSON.readTree(question);
        return switch (asked.path("ask").asText()) {
            case "coverage" -> HfmNumbers.coverage(asked).toString();
            case "detection" -> HfmNumbers.detection(asked).toString();
            case "entry" -> HfmNumbers.entry(asked).toString();
            default ->
                throw new IllegalArgumentException(
                        "ask is " + asked.path("ask") + "; allowed: coverage, detection, entry");
        };
    }

    /** Plays {@code policy}, a name, or the policy {@code id}, for {@code steps} with {@code seed}. */
    public String evaluate(String question) throws JsonProcessingException {
        JsonNode asked = JSON.readTree(question);
        long start = System.nanoTime();
        double alpha = number(asked, "alpha");
        double gamma = number(asked, "gamma");
        share(asked, "alpha");
        share(asked, "gamma");
        String policy = asked.path("policy").asText();
        Scenario scenario = scenario(asked);
        Env env;
        Double exact;
        Agent agent;
        if (asked.has("id")) {
            Study study = studies.of(scenario);
            int[] actions = actions(asked, study);
            env = scenario.env(alpha, gamma);
            exact = study.value(actions, alpha, gamma);
            agent = study.replay(actions, env);
        } else {
            scenario = Policies.scenario(scenario.protocol(), options(asked), policy);
            agent = Policies.named(scenario, policy);
            env = scenario.plainEnv(alpha, gamma);
            exact = Fit.of(scenario).inPassing() ? studies.of(scenario).value(agent, alpha, gamma) : null;
        }
        Arena.Estimate estimate = Arena.evaluate(
                env, agent, asked.path("steps").asLong(), asked.path("seed").asLong(), steps -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        long seed = asked.path("seed").asLong();
        return new Evaluation(scenario, alpha, gamma, policy, seed, estimate, exact, seconds)
                .json()
                .toString();
    }

    /**
     * The table of an attack, if it is made in a few seconds: its {@code id}, how many {@code states}, {@code features} and
     * {@code actions} it has, and what of these is {@code shown}; else an empty answer.
     */
    public String table(String question) throws JsonProcessingException {
        Scenario scenario = scenario(JSON.readTree(question));
        var answer = JSON.createObjectNode();
        if (!Fit.of(scenario).inPassing()) return answer.toString();
        var study = studies.of(scenario);
        var compiled = study.compiled();
        ObjectNode shown = answer.putObject("shown");
        for (String column : List.of("features", "low", "high", "actions")) shown.putArray(column);
        for (Feature f : compiled.model().features()) {
            shown.withArray("features").add(f.name());
            shown.withArray("low").add(f.low());
            shown.withArray("high").add(f.high());
        }
        compiled.model().actions().forEach(shown.withArray("actions")::add);
        return answer.put("states", compiled.table().states())
                .put("features", compiled.model().features().size())
                .put("actions", compiled.model().actions().size())
                .put("id", keep(new Table(study)))
                .toString();
    }

    /** Writes the table {@code id} as {@link Table#write} says. */
    public void rows(int id, String file) throws IOException {
        kept(id, Table.class).write(Path.of(file));
    }

    /** The summary of the best attack of the table {@code id} at {@code alpha}, {@code gamma}, {@code epsilon}. */
    public String best(String question) throws JsonProcessingException {
        JsonNode asked = JSON.readTree(question);
        return kept(asked.path("id").asInt(), Table.class)
                .study()
                .attack(number(asked, "alpha"), number(asked, "gamma"), number(asked, "epsilon"))
                .summary()
                .toString();
    }

    /**
     * What the {@code actions} in a file, one for each state of the table {@code id}, earn: {@code exact}; with the
     * {@code id} of that policy if {@code keep}.
     */
    public String value(String question) throws IOException {
        JsonNode asked = JSON.readTree(question);
        Table table = kept(asked.path("id").asInt(), Table.class);
        double alpha = number(asked, "alpha");
        double gamma = number(asked, "gamma");
        int[] actions = table.actions(Path.of(asked.path("actions").asText()));
        var answer = JSON.createObjectNode().put("exact", table.study().value(actions, alpha, gamma));
        if (asked.path("keep").asBoolean())
            answer.put("id", keep(new Found(table.study().scenario(), alpha, gamma, actions, null)));
        return answer.toString();
    }

    /** Plays as {@link #evaluate} does and tells every step and every block: see {@link Trace}. */
    public String trace(String question) throws JsonProcessingException {
        JsonNode asked = JSON.readTree(question);
        Scenario scenario = scenario(asked);
        Env env = scenario.env(share(asked, "alpha"), share(asked, "gamma"));
        if (!(env instanceof AttackEnv attack))
            throw new IllegalArgumentException(
                    "space is " + scenario.space() + ", which has no blocks; allowed: withholding, free");
        Agent agent;
        if (asked.has("id")) {
            Study study = studies.of(scenario);
            agent = study.replay(actions(asked, study), env);
        } else {
            agent = Policies.named(scenario, asked.path("policy").asText());
        }
        return JSON.writeValueAsString(Trace.of(
                attack, agent, asked.path("steps").asInt(), asked.path("seed").asLong()));
    }

    /** The actions of the policy {@code id}, which is to be played in {@code study}'s model. */
    private int[] actions(JsonNode asked, Study study) {
        int[] actions = kept(asked.get("id").asInt(), Found.class).actions();
        if (actions.length != study.compiled().table().states())
            throw new IllegalArgumentException("the policy is for another model than " + study.scenario());
        return actions;
    }

    /** Keeps environments; says their {@code id} and what {@link Environments#describe} says. */
    public String environments(String question) throws JsonProcessingException {
        JsonNode asked = JSON.readTree(question);
        var environments = new Environments(asked.path("table").asBoolean() ? model(asked) : scenario(asked), asked);
        return environments.describe().put("id", keep(environments)).toString();
    }

    /**
     * Maps the file that the environments {@code id} are to share, see {@link Layout}, and answers the {@link Doorbell}, whose
     * pipes are {@code asks} and {@code answers}, at which it may {@code spin}. Their end releases the environments.
     */
    public void attach(int id, String file, String asks, String answers, boolean spin) throws IOException {
        kept(id, Environments.class).attach(Path.of(file), asks, answers, spin, () -> release(id));
    }

    /** How the {@code i}th of the environments {@code id} stands: see {@link Frame}; an empty object where there are no blocks. */
    public String frame(int id, int i) throws JsonProcessingException {
        return JSON.writeValueAsString(kept(id, Environments.class).frame(i));
    }

    /** Throws what the environments {@code id} last failed with. */
    public void rethrow(int id) throws Throwable {
        kept(id, Environments.class).rethrow();
    }

    /**
     * What was thrown: {@code classes}, its own and those above it, and {@code message}, one line; with the line of the file
     * where that was in a protocol's file.
     */
    public String explain(Throwable thrown) {
        var json = JSON.createObjectNode();
        var classes = json.putArray("classes");
        for (Class<?> c = thrown.getClass(); c != null; c = c.getSuperclass()) classes.add(c.getName());
        String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        boolean told = thrown instanceof IllegalArgumentException || thrown instanceof OutOfMemoryError;
        String blamed = told ? null : SourceFile.blame(thrown);
        return json.put("message", blamed == null ? message : blamed).toString();
    }

    public void release(int id) {
        if (kept.remove(id) instanceof Environments environments) environments.close();
    }

    private void releaseAll() {
        over = true;
        kept.keySet().forEach(this::release);
    }

    /** How many things are kept. */
    public int kept() {
        return kept.size();
    }

    private int keep(Object thing) {
        int id = last.incrementAndGet();
        kept.put(id, thing);
        if (over) release(id); // it was asked for by a process that has ended since
        return id;
    }

    private <T> T kept(int id, Class<T> kind) {
        Object found = kept.get(id);
        if (found == null) throw new IllegalStateException("it is closed");
        return kind.cast(found);
    }

    private static double number(JsonNode asked, String name) {
        if (!asked.path(name).isNumber()) throw new IllegalArgumentException(name + " is missing; it is a number");
        return asked.get(name).doubleValue();
    }

    private static double share(JsonNode asked, String name) {
        double share = number(asked, name);
        if (!(share >= 0 && share <= 1))
            throw new IllegalArgumentException(name + " is " + share + "; allowed: 0 to 1");
        return share;
    }

    private static Scenario scenario(JsonNode asked) {
        return Scenario.of(asked.path("protocol").asText(), options(asked));
    }

    private static Map<String, Object> options(JsonNode asked) {
        var options = new LinkedHashMap<String, Object>();
        for (var option : asked.path("options").properties())
            options.put(option.getKey(), option.getValue().asText());
        return options;
    }

    /** A scenario to be made into a table. */
    private static Scenario model(JsonNode asked) {
        Scenario scenario = scenario(asked);
        return asked.path("options").has("cutoff") ? scenario : Fit.solvable(scenario);
    }
}
