package org.undermine.agents.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.undermine.agents.Agent;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Feature;

/**
 * A trained agent as a file, which is read without DL4J: a {@link SealedZip}.
 *
 * <pre>
 *   description.json   format, undermine, protocol, parameters, attack: as in a result file;
 *                      alpha, gamma: a number, or [low, high] where the agent was trained for a range;
 *                      observation: [{name, low, high}], actions: [name],
 *                      network: {activation, sizes} or table: {rows},
 *                      training: {agent, learn, horizon, seed, steps, seconds, curve}
 *   parameters.f32     of a network: its parameters, little-endian, in the order of {@link FloatNetwork};
 *                      of a table: its observations, then its values, as {@link TableAgent} has them
 *   state              what the learner needs to go on, {@link Learner#state}; where it can
 * </pre>
 *
 * <p>What was trained for a range sees alpha, gamma or both after all else, and plays at any point within it.
 *
 * @param alpha the attacker's share it was trained for
 */
public record AgentFile(
        Scenario scenario, Span alpha, Span gamma, List<String> actions, LearnedAgent agent, Training training) {
    private static final String DESCRIPTION = "description.json";
    private static final String PARAMETERS = "parameters.f32";
    private static final String STATE = "state";

    public AgentFile {
        actions = List.copyOf(actions);
        if (agent.actions() != actions.size())
            throw new IllegalArgumentException("the agent has " + agent.actions() + " outputs for actions " + actions);
        List<Feature> told = told(alpha, gamma);
        List<Feature> seen = agent.features();
        if (seen.size() < told.size()
                || !seen.subList(seen.size() - told.size(), seen.size()).equals(told))
            throw new IllegalArgumentException("the agent sees " + seen + ", which does not end with " + told);
    }

    /** The shares that an agent is told: those it was trained for a range of. */
    private static List<Feature> told(Span alpha, Span gamma) {
        var told = new ArrayList<Feature>();
        if (!alpha.single()) told.add(new Feature("alpha", alpha.low(), alpha.high()));
        if (!gamma.single()) told.add(new Feature("gamma", gamma.low(), gamma.high()));
        return told;
    }

    /** Writes a temporary file beside {@code file} and renames it. */
    public void write(Path file) throws IOException {
        write(file, new byte[0]);
    }

    /** @param state of the learner, if it can be gone on with; else empty */
    public void write(Path file, byte[] state) throws IOException {
        Path target = file.toAbsolutePath();
        Path unfinished = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid());
        try {
            var entries =
                    new HashMap<>(Map.of(DESCRIPTION, Description.json(this), PARAMETERS, Description.numbers(agent)));
            if (state.length > 0) entries.put(STATE, state);
            Files.write(unfinished, SealedZip.pack(entries));
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * @throws IllegalArgumentException one line, if it is no agent file, damaged, or of another format
     * @throws IOException if it cannot be read at all
     */
    public static AgentFile read(Path file) throws IOException {
        Map<String, byte[]> entries = SealedZip.unpack(file);
        if (!entries.containsKey(DESCRIPTION) || !entries.containsKey(PARAMETERS))
            throw new IllegalArgumentException(file + " is not an agent file: it holds " + entries.keySet());
        try {
            return Description.read(entries.get(DESCRIPTION), entries.get(PARAMETERS));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            String why = e instanceof JsonProcessingException j ? j.getOriginalMessage() : e.getMessage();
            throw new IllegalArgumentException(file + " is not an agent file: " + why, e);
        }
    }

    /**
     * What the learner needs to go on from an agent file.
     *
     * @throws IllegalArgumentException one line, if the file is damaged or holds no such thing
     * @throws IOException if it cannot be read at all
     */
    public static byte[] state(Path file) throws IOException {
        byte[] state = SealedZip.unpack(file).get(STATE);
        if (state == null) throw new IllegalArgumentException(file + " holds nothing that training could go on from");
        return state;
    }

    /**
     * The agent, to play in {@code env}, an environment at this point.
     *
     * @throws IllegalArgumentException one line, if it was trained on other observations or actions, or for a range that does
     *     not hold the point
     */
    public Agent in(Env env, double alpha, double gamma) {
        return seeing(env.features(), env.actions(), alpha, gamma);
    }

    /**
     * The agent, to play where there is this to see and to do. What was trained at one point plays at any other too.
     *
     * @throws IllegalArgumentException one line, if it was trained on other observations or actions, or for a range that does
     *     not hold the point
     */
    public Agent seeing(List<Feature> features, List<String> others, double alpha, double gamma) {
        var seen = new ArrayList<>(features);
        seen.addAll(told(this.alpha, this.gamma));
        if (!seen.equals(agent.features()))
            throw new IllegalArgumentException(
                    "the agent was trained on observations " + agent.features() + "; here they are " + seen);
        if (!others.equals(actions))
            throw new IllegalArgumentException(
                    "the agent was trained on actions " + actions + "; here they are " + others);
        if (seen.size() == features.size()) return agent;
        float[] told = new float[seen.size() - features.size()];
        if (!this.alpha.single()) told[0] = within("alpha", alpha, this.alpha);
        if (!this.gamma.single()) told[told.length - 1] = within("gamma", gamma, this.gamma);
        return agent.told(told);
    }

    private static float within(String name, double share, Span trained) {
        if (trained.holds(share)) return (float) share;
        throw new IllegalArgumentException(
                (Double.isNaN(share) ? "nobody says what " + name + " is" : name + " is " + share)
                        + "; the agent was trained for " + trained);
    }
}
