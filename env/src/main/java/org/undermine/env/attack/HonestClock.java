package org.undermine.env.attack;

import java.util.SplittableRandom;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.View;

/** How far the clock moves with each block that is paid while everybody, the attacker too, is honest. */
final class HonestClock {
    private static final int STEPS = 3_000;

    private final Examined rules;
    private int progress = -1; // of the first block that was paid
    private int brought;

    HonestClock(Protocol rules, Watch watch) {
        this.rules = new Examined(rules, watch) {
            @Override
            public int progress(View view, int block) { // asked when a block is paid
                int amount = super.progress(view, block);
                meter(((Sight) view).position(), block, amount);
                return amount;
            }
        };
    }

    String run() {
        var space = new FreeSpace(
                1,
                true,
                false,
                rules.k(),
                rules.votes(),
                rules.ledgers(),
                true); // full from the beginning: honest play is all that is allowed
        var attack = new Attack(rules, space);
        var dice = new Chance.Dice(0.5, 0.5, new SplittableRandom(1));
        int honest = space.actions().indexOf("honest");
        for (int t = 0; t < STEPS; t++) space.step(attack, honest, dice);
        if (progress < 0)
            throw new Broken(Breach.in(
                    attack.at, "history", "in " + STEPS + " steps of honest play nothing was agreed on and paid"));
        if (progress == 0)
            throw new Broken(Breach.in(attack.at, "progress", "answered 0 in honest play: the clock stands still"));
        return attack.paid().time() + " proofs-of-work, " + rate();
    }

    String rate() {
        return progress + " for " + brought;
    }

    /** Whether a block may bring so much progress: as much for each proof-of-work as in honest play, or as much for each block. */
    boolean allows(int amount, int proofs) {
        return amount == progress || (long) amount * brought <= (long) progress * proofs;
    }

    /** How many proofs-of-work came into the chain with {@code block}: its own and those of ancestors that its predecessor has not. */
    static int brought(Protocol rules, Position at, int block) {
        int predecessor = at.dag.predecessor(block);
        BlockSet news = at.dag.past(block).with(block).without(0);
        if (predecessor >= 0) news = news.minus(at.dag.past(predecessor)).without(predecessor);
        else news = BlockSet.of(block);
        int proofs = 0;
        for (int b = news.first(); b >= 0; b = news.next(b)) if (rules.needsProof(at.dag.kind(b))) proofs++;
        return proofs;
    }

    private void meter(Position at, int block, int amount) {
        int proofs = brought(rules, at, block);
        if (progress < 0) {
            progress = amount;
            brought = proofs;
        } else if (amount != progress && (long) amount * brought != (long) progress * proofs) {
            throw new Question("progress", null, block)
                    .broken(
                            at,
                            "answered " + amount + " for " + proofs + " proofs-of-work in honest play, after " + rate()
                                    + "; so difficulty adjustment would not hold the clock steady");
        }
    }
}
