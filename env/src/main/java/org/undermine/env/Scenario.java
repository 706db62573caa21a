package org.undermine.env;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.undermine.env.attack.AttackMdp;
import org.undermine.env.attack.FreeSpace;
import org.undermine.env.attack.Space;
import org.undermine.env.attack.WithholdingSpace;
import org.undermine.env.mdp.Bounded;
import org.undermine.env.mdp.Compiler;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Objective;
import org.undermine.env.mdp.Objective.Aim;
import org.undermine.env.mdp.Policy;
import org.undermine.env.models.Aft20;
import org.undermine.env.models.Fc16;
import org.undermine.env.models.Model;
import org.undermine.env.models.Models;
import org.undermine.env.models.Overpaid;
import org.undermine.protocols.Names;
import org.undermine.protocols.Parameter;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.Protocols;
import org.undermine.protocols.Uncles;

/**
 * Who is attacked, in what way: all that a model is built from but alpha and gamma.
 *
 * @param protocol its name in {@link Systems}, or the path of its file
 * @param parameters a value for each of its parameters
 * @param space withholding, free, or for Nakamoto a model of the literature: fc16, aft20; for what is no protocol: model
 * @param cutoff blocks in the window where free, fork length in proofs-of-work elsewhere
 * @param own whether own blocks are ignored or considered when found; considered outside the free space
 * @param defenders whether they are many miners, who own nothing to speak of, or one, who favours its own blocks
 * @param rules what protocol and parameters stood for when this was made: a file may have been changed since; of a model
 *     there are none
 */
public record Scenario(
        String protocol,
        Map<String, Object> parameters,
        String space,
        int cutoff,
        String own,
        String defenders,
        Objective objective,
        Protocol rules) {
    public static final List<String> OPTIONS = List.of("space", "cutoff", "own", "defenders", "objective");
    private static final String CONFIRMATIONS = "confirmations";
    private static final String VALUE = "value";
    private static final String REFERRED = "referred";
    /** Options too, but for models, which may have parameters of these names. */
    private static final List<String> OF_OBJECTIVES = List.of(CONFIRMATIONS, VALUE, REFERRED);

    private static final int MOST_CONFIRMATIONS = 1000;
    private static final int DEFAULT_CONFIRMATIONS = 6;
    private static final double DEAREST = 1e9;
    private static final String KEPT = "kept";
    private static final String ORPHANED = "orphaned";
    private static final String NAKAMOTO = "nakamoto";
    private static final String WITHHOLDING = "withholding";
    private static final String FREE = "free";
    private static final String FC16 = "fc16";
    private static final String AFT20 = "aft20";
    private static final String IGNORED = "ignored";
    private static final String CONSIDERED = "considered";
    private static final String MANY = "many";
    private static final String ONE = "one";
    private static final String MODEL = "model";

    /**
     * Fills in defaults.
     *
     * @param typed values for any of {@link #OPTIONS} and of the protocol's parameters
     * @throws IllegalArgumentException one line that names the value and what is allowed
     */
    public static Scenario of(String protocol, Map<String, ?> typed) {
        var entry = Systems.named(protocol);
        boolean model = Models.named(protocol) != null;
        List<String> options = options(model);
        for (Parameter p : entry.parameters())
            if (options.contains(p.name()))
                throw new IllegalArgumentException(protocol + " has a parameter " + p.name()
                        + ", but that is how the attack is described; choose another name");
        var parameters = new LinkedHashMap<String, Object>(typed);
        parameters.keySet().removeAll(options);
        var complete = Parameter.complete(protocol, entry.parameters(), parameters);
        Protocol rules = model ? null : Protocols.named(protocol).make().apply(complete);
        String space = oneOf("space", typed, spaces(protocol));
        boolean ledgers = !model && rules.ledgers() > 0;
        boolean chain = protocol.equals(NAKAMOTO) || ledgers; // where ignoring an own block gains nothing
        String own = oneOf(
                "own",
                typed,
                !space.equals(FREE)
                        ? List.of(CONSIDERED)
                        : chain ? List.of(CONSIDERED, IGNORED) : List.of(IGNORED, CONSIDERED));
        String defenders = oneOf("defenders", typed, model ? List.of(MANY) : List.of(MANY, ONE));
        return new Scenario(
                protocol,
                complete,
                space,
                cutoff(typed.get("cutoff"), protocol, space, own, rules),
                own,
                defenders,
                objective(typed, rules),
                rules);
    }

    private static List<String> options(boolean model) {
        return model
                ? OPTIONS
                : Stream.concat(OPTIONS.stream(), OF_OBJECTIVES.stream()).toList();
    }

    /** @param rules null for a model */
    private static Objective objective(Map<String, ?> typed, Protocol rules) {
        Aim aim = Aim.named(oneOf("objective", typed, aims(rules)));
        if (rules == null) return Objective.of(aim);
        if (aim != Aim.DOUBLE_SPEND) only(typed, Aim.DOUBLE_SPEND, CONFIRMATIONS, VALUE);
        boolean refers = rules instanceof Uncles;
        if (aim != Aim.ORPHANED || !refers) only(typed, Aim.ORPHANED, REFERRED);
        return switch (aim) {
            case ORPHANED ->
                Objective.orphaned(refers
                        && oneOf(REFERRED, typed, List.of(KEPT, ORPHANED)).equals(ORPHANED));
            case DOUBLE_SPEND ->
                Objective.doubleSpend(
                        (int) number(CONFIRMATIONS, typed, DEFAULT_CONFIRMATIONS, 1, MOST_CONFIRMATIONS, true),
                        number(VALUE, typed, 1, 0, DEAREST, false));
            default -> Objective.of(aim);
        };
    }

    private static List<String> aims(Protocol rules) {
        var aims = new ArrayList<>(List.of(Aim.PROGRESS, Aim.RELATIVE, Aim.TIME, Aim.BLOCKS));
        if (rules != null && rules.ledgers() > 0) aims.add(Aim.STARVED);
        if (rules != null) aims.add(Aim.ORPHANED);
        if (rules != null && rules.prefers()) aims.add(Aim.DOUBLE_SPEND); // else no chain is ever replaced
        return aims.stream().map(Aim::toString).toList();
    }

    private static void only(Map<String, ?> typed, Aim aim, String... options) {
        for (String option : options)
            if (typed.get(option) != null)
                throw new IllegalArgumentException(
                        option + " is " + typed.get(option) + "; allowed only with objective " + aim
                                + (aim == Aim.ORPHANED ? " of a protocol with uncles" : ""));
    }

    private static double number(
            String option, Map<String, ?> typed, double fallback, double min, double max, boolean whole) {
        Object value = typed.get(option);
        if (value == null) return fallback;
        try {
            double x = new BigDecimal(value.toString()).doubleValue();
            if (x >= min && x <= max && (!whole || x == Math.rint(x))) return x;
        } catch (NumberFormatException e) { // falls through to the one message
        }
        throw new IllegalArgumentException(option + " is " + value + "; allowed: "
                + (whole ? "whole numbers from " : "") + (long) min + " to " + (long) max);
    }

    /** The attack spaces of a protocol, the default first. */
    public static List<String> spaces(String protocol) {
        if (protocol.equals(NAKAMOTO)) return List.of(WITHHOLDING, FREE, FC16, AFT20);
        if (Models.named(protocol) != null) return List.of(MODEL);
        var entry = Protocols.named(protocol);
        boolean heads = entry.make().apply(entry.complete(Map.of())).prefers();
        return heads ? List.of(WITHHOLDING, FREE) : List.of(FREE);
    }

    private static String oneOf(String option, Map<String, ?> typed, List<String> allowed) {
        Object value = typed.get(option);
        if (value == null) return allowed.get(0);
        if (!allowed.contains(value.toString()))
            throw new IllegalArgumentException(Names.unknown(option, value.toString(), allowed));
        return value.toString();
    }

    private static int cutoff(Object typed, String protocol, String space, String own, Protocol rules) {
        int least = leastCutoff(space);
        if (typed == null) return rules == null ? Models.named(protocol).cutoff() : playedCutoff(space, own, rules);
        try {
            int cutoff = Integer.parseInt(typed.toString());
            if (cutoff >= least) return cutoff;
        } catch (NumberFormatException e) { // falls through to the one message
        }
        throw new IllegalArgumentException("cutoff is " + typed + "; allowed: whole numbers from " + least);
    }

    private static int leastCutoff(String space) {
        return space.equals(FREE) ? 3 : 1;
    }

    /** Where attacks are played with dice there need be no table: ten blocks a side. */
    private static int playedCutoff(String space, String own, Protocol rules) {
        int table = tableCutoff(space, own);
        if (!branches(space, rules)) return table;
        if (space.equals(FREE)) return Math.max(table, 4 * rules.k() + 8);
        return Math.max(table, 10 * rules.k());
    }

    private static int tableCutoff(String space, String own) {
        return switch (space) {
            case FREE -> own.equals(IGNORED) ? 8 : 16;
            case WITHHOLDING -> 30;
            default -> 95;
        };
    }

    private static boolean branches(String space, Protocol rules) {
        return space.equals(FREE) || rules.votes() || rules instanceof Uncles;
    }

    @Override
    public Protocol rules() {
        if (rules == null) throw new IllegalStateException(protocol + " is a model, not rules on blocks");
        return rules;
    }

    /** Whether it is attacked by rules on blocks; else by a model with a state of its own. */
    public boolean hasBlocks() {
        return space.equals(WITHHOLDING) || space.equals(FREE);
    }

    /** The policies that the model has names for; none where it has none. */
    public Map<String, Policy> modelPolicies() {
        return space.equals(MODEL) ? ((Model<?>) mdp()).policies() : Map.of();
    }

    /** Whether it is no protocol but a model by a name of its own, whose rewards may be more than its progress. */
    public boolean isModel() {
        return space.equals(MODEL);
    }

    /** The parameters that are prizes of its model; none elsewhere. */
    public List<Parameter> prizes() {
        if (!isModel()) return List.of();
        List<String> prizes = ((Model<?>) mdp()).prizes();
        return Systems.named(protocol).parameters().stream()
                .filter(p -> prizes.contains(p.name()))
                .toList();
    }

    /** Whether the number of states grows faster than any power of the cutoff. */
    public boolean branches() {
        return hasBlocks() && branches(space, rules);
    }

    /** The least cutoff there is. */
    public int leastCutoff() {
        return leastCutoff(space);
    }

    /** The cutoff at which the table is made in a few seconds, where that is known without trying; else 0. */
    public int tableCutoff() {
        if (space.equals(MODEL)) return Models.named(protocol).cutoff();
        return protocol.equals(NAKAMOTO) ? tableCutoff(space, own) : 0;
    }

    /** The process by its rules. */
    public Mdp<?> mdp() {
        return switch (space) {
            case FC16 -> new Fc16(cutoff);
            case AFT20 -> new Aft20(cutoff);
            case MODEL -> Models.named(protocol).make().with(parameters, cutoff);
            default -> new AttackMdp(rules, attackSpace());
        };
    }

    /**
     * Whether {@link #ceiling} can be asked for where the attacker's share is {@code alpha}. Nakamoto's holds where a proof
     * secures several ledgers, too: whatever is issued, a proof of the attacker's on the chain pays it one at the most, those of
     * others pay them one, and which proofs end there is the same race.
     */
    public boolean hasCeiling(double alpha) {
        boolean counted = objective.aim() == Aim.PROGRESS || objective.aim() == Aim.RELATIVE;
        boolean chain = protocol.equals(NAKAMOTO) || rules != null && rules.ledgers() > 0;
        return chain && counted && alpha < 0.5;
    }

    /**
     * A bound that needs no other process to prove it, for attacks of any length; NaN where none is known. Some protocols
     * declare one ({@link #declares}). No share is above 1, nor are rewards by any clock, without payments. Nakamoto's chain has one block at each height, and no two defender blocks
     * have the same height, for all defenders know all of their blocks: so each of them that is orphaned is outdone by a
     * block of the attacker's in its place, and there are at most alpha / (1 - alpha) of those for each.
     */
    public double plainCeiling(double alpha) {
        if (isModel() || objective.aim() == Aim.DOUBLE_SPEND) return Double.NaN;
        if (alpha >= 0.5) return 1;
        boolean race = objective.aim() == Aim.ORPHANED && protocol.equals(NAKAMOTO);
        if (race) return Math.nextUp(Math.nextUp(alpha / (1 - alpha)));
        return declares(alpha) ? ((Bounded<?>) mdp()).bound(alpha, objective) : Double.NaN;
    }

    /** Whether {@link #mdp} declares a bound for attacks of any length, which a checker verifies state by state. */
    public boolean declares(double alpha) {
        return mdp() instanceof Bounded<?> bounded && !Double.isNaN(bounded.bound(alpha, objective));
    }

    /** Whether a bound for attacks of any length is known where the attacker's share is {@code alpha}. */
    public boolean isBounded(double alpha) {
        return hasCeiling(alpha) || !Double.isNaN(plainCeiling(alpha));
    }

    /** A process no attack without truncation does better than. */
    public Mdp<?> ceiling() {
        return new Overpaid(ceilingCutoff());
    }

    /** The fork length at which {@link #ceiling} over-pays. */
    public int ceilingCutoff() {
        return space.equals(FREE) ? 40 : Math.max(40, cutoff);
    }

    /** The process rolled with dice: by the rules, or from a table for a model. */
    public Env env(double alpha, double gamma) {
        return maker().env(alpha, gamma);
    }

    /**
     * The same process for a policy that treats all numberings of the blocks alike, as named ones do: where actions name
     * blocks they are not numbered canonically, which is much faster.
     */
    public Env plainEnv(double alpha, double gamma) {
        if (!hasBlocks()) return env(alpha, gamma);
        return new AttackEnv(rules, attackSpace(false), alpha, gamma, objective);
    }

    /** Makes environments, each for an alpha and a gamma. */
    @FunctionalInterface
    public interface Maker {
        Resumable env(double alpha, double gamma);
    }

    /** Makes what {@link #env} makes; what needs a table is compiled once. */
    public Maker maker() {
        return hasBlocks() ? this::attack : walker();
    }

    private AttackEnv attack(double alpha, double gamma) {
        return new AttackEnv(rules, attackSpace(), alpha, gamma, objective);
    }

    /** Makes the same process, faster: where rules on blocks are played, each remembers what has come of what. */
    public Maker rememberer() {
        return rememberer(RememberingEnv.MEMORY);
    }

    /** @param memory bytes for each environment to remember in, about */
    public Maker rememberer(long memory) {
        if (!hasBlocks()) return walker();
        return (alpha, gamma) -> new RememberingEnv(attack(alpha, gamma), alpha, gamma, memory);
    }

    /** Makes the same process as walks on its table, which is compiled once. */
    public Maker walker() {
        var rows = Rows.of(Compiler.compile(mdp()));
        return (alpha, gamma) -> new TableEnv(rows, alpha, gamma, objective);
    }

    /** What the attacker may do; not for models, which have no blocks. */
    public Space attackSpace() {
        return attackSpace(true);
    }

    private Space attackSpace(boolean numbered) {
        boolean single = defenders.equals(ONE);
        Space attack = space.equals(FREE)
                ? new FreeSpace(
                        cutoff, own.equals(IGNORED), single, rules.k(), rules.votes(), rules.ledgers(), numbered)
                : new WithholdingSpace(rules, cutoff, single);
        if (attack.blocks() > Space.WIDEST)
            throw new IllegalArgumentException("cutoff is " + cutoff + ": a window of " + attack.blocks()
                    + " blocks; allowed: up to " + Space.WIDEST + " blocks");
        return attack;
    }

    /** The same attack with something else in mind; its table is the same. */
    public Scenario withObjective(Objective other) {
        return new Scenario(protocol, parameters, space, cutoff, own, defenders, other, rules);
    }

    /** The same attack followed to another cutoff. */
    public Scenario withCutoff(int other) {
        return new Scenario(protocol, parameters, space, other, own, defenders, objective, rules);
    }

    /** The same attack where a parameter of the protocol has another value. */
    public Scenario with(String parameter, Object value) {
        var typed = new LinkedHashMap<String, Object>(parameters);
        typed.putAll(attack());
        typed.put(parameter, value);
        return of(protocol, typed);
    }

    /** What a result says of the attack. */
    public Map<String, Object> attack() {
        var attack = new LinkedHashMap<String, Object>();
        attack.put("space", space);
        attack.put("cutoff", cutoff);
        if (space.equals(FREE)) attack.put("own", own);
        if (defenders.equals(ONE)) attack.put("defenders", defenders);
        attack.put("objective", objective.toString());
        if (objective.aim() == Aim.DOUBLE_SPEND) {
            attack.put(CONFIRMATIONS, objective.confirmations());
            attack.put(VALUE, objective.value());
        }
        if (objective.aim() == Aim.ORPHANED && rules instanceof Uncles)
            attack.put(REFERRED, objective.unclesCount() ? ORPHANED : KEPT);
        return attack;
    }
}
