package org.undermine.env.live;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.live.Mirror.Finder;
import org.undermine.env.mdp.Policy;

/**
 * Plays a policy of Nakamoto's withholding space on the wire. After every block it decides once, as in the model: adopt,
 * the public tip is what it mines on; override, it releases up to one block above the public tip; match, up to its height;
 * wait, nothing.
 *
 * <p>The model knows no two honest blocks of one height. Where they happen the first one seen counts, and if the other
 * one is extended the model is told of the fork there is then: see {@link #departures}.
 */
public final class Withholding implements Conduct {
    private final Mirror mirror;
    private final String miner;
    private final Consumer<Event> events;
    private final Set<Hash> withheld = new HashSet<>();
    private Chain.Place head;
    private Chain.Place tip; // the public one
    private Chain.Place matched; // what races against it; null if nothing does
    private volatile long departures;

    /**
     * @param scenario Nakamoto's withholding space
     * @param policy who decides, in the environment it is given
     * @param miner what it is called in events
     * @throws IllegalArgumentException one line, if the scenario is another one
     */
    public Withholding(Scenario scenario, Function<Env, Policy> policy, String miner, Consumer<Event> events) {
        mirror = new Mirror(scenario, policy);
        this.miner = miner;
        this.events = events;
    }

    @Override
    public void begin(Chain.Place genesis) {
        head = genesis;
        tip = genesis;
    }

    @Override
    public Chain.Place head() {
        return head;
    }

    @Override
    public Chain.Place shown() {
        return tip;
    }

    /** How often the wire did what the model does not know of. */
    public long departures() {
        return departures;
    }

    @Override
    public void found(Chain.Place block, Consumer<Chain.Place> send) {
        head = block;
        withheld.add(block.hash());
        mirror.found(Finder.ATTACKER);
        follow(send);
    }

    @Override
    public void heard(Chain.Place block, Consumer<Chain.Place> send) {
        if (block.height() <= tip.height()) return;
        boolean near = matched != null && matched.equals(block.previous());
        tip = block;
        matched = null;
        mirror.found(near ? Finder.NEAR : Finder.FAR);
        follow(send);
    }

    private void follow(Consumer<Chain.Place> send) {
        int fork = head.common(tip).height();
        int a = head.height() - fork;
        int h = tip.height() - fork;
        if (mirror.a() != a || mirror.h() != h) {
            departures++;
            matched = null;
            if (!mirror.restart(a, h)) adopt();
        }
        switch (mirror.decide()) {
            case "adopt" -> adopt();
            case "override" -> {
                tip = release(tip.height() + 1, send);
                matched = null;
            }
            case "match" -> {
                tell(Event.Kind.MATCHED, head.at(tip.height()), tip.hash());
                matched = release(tip.height(), send);
            }
            default -> {}
        }
    }

    private void adopt() {
        head = tip;
        matched = null;
        withheld.clear();
    }

    /** Sends what is withheld of the private chain up to {@code height}. @return the block of that height */
    private Chain.Place release(int height, Consumer<Chain.Place> send) {
        var due = new ArrayDeque<Chain.Place>();
        Chain.Place last = head.at(height);
        for (Chain.Place p = last; p != null && withheld.contains(p.hash()); p = p.previous()) due.push(p);
        for (Chain.Place p : due) {
            withheld.remove(p.hash());
            tell(Event.Kind.RELEASED, p, null);
            send.accept(p);
        }
        return last;
    }

    private void tell(Event.Kind kind, Chain.Place block, Hash other) {
        events.accept(Event.now(kind, miner, block.hash(), other));
    }
}
