package org.undermine.env.attack;

import java.util.ArrayList;
import java.util.List;
import org.undermine.env.mdp.Feature;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.View;

/**
 * What an attacker of the withholding space sees: a and h, the private and the public blocks since the fork; where there
 * are votes, how many each tip has; where there are ledgers, how many own parallel blocks of each could still be issued under
 * released proofs; and what the last event was.
 */
final class WithholdingView {
    private final boolean votes;
    private final boolean signed;
    private final int ledgers;
    private final List<Feature> features;

    WithholdingView(Protocol protocol, int limit, int blocks) {
        votes = protocol.votes();
        signed = !protocol.needsProof(Kind.BLOCK);
        ledgers = protocol.ledgers();
        int most = votes ? blocks : limit;
        features = new ArrayList<>(
                List.of(new Feature("a", 0, most), new Feature("h", 0, most), new Feature("lead", -most, most)));
        if (votes) {
            features.add(new Feature("public votes", 0, blocks));
            features.add(new Feature("private votes", 0, blocks));
            features.add(new Feature("own votes", 0, blocks));
            features.add(Feature.flag("append"));
            features.add(Feature.flag("network"));
        }
        if (signed) features.add(Feature.flag("leads"));
        for (int b = 0; b < ledgers; b++) features.add(new Feature("ledger " + b + " unissued", 0, limit + 1));
        features.add(Feature.flag("relevant"));
        features.add(Feature.flag("active"));
    }

    List<Feature> features() {
        return List.copyOf(features);
    }

    void observe(Attack attack, float[] into, int offset) {
        Fork fork = Fork.of(attack);
        int next = offset;
        into[next++] = fork.a();
        into[next++] = fork.h();
        into[next++] = fork.a() - fork.h();
        boolean network = !attack.at.fresh().isEmpty();
        if (votes) {
            Dag dag = attack.at.dag;
            BlockSet considered = dag.votes(fork.tip());
            BlockSet heard = dag.votes(fork.far()).minus(attack.at.withheld());
            into[next++] = heard.size();
            into[next++] = considered.size();
            into[next++] = own(dag, considered);
            into[next++] = flag(appended(attack, fork.tip()));
            into[next++] = flag(network);
            if (signed) into[next++] = flag(leads(attack, heard));
        }
        for (int b = 0; b < ledgers; b++) into[next++] = Issue.open(attack, b).size();
        into[next++] = flag(!fork.disagree() && network);
        into[next] = flag(fork.disagree());
    }

    private static int own(Dag dag, BlockSet votes) {
        int own = 0;
        for (int b = votes.first(); b >= 0; b = votes.next(b)) if (dag.miner(b) == View.ATTACKER) own++;
        return own;
    }

    /** Whether the private tip is new: one that needed no proof-of-work, that nobody knows and nobody has voted for. */
    private static boolean appended(Attack attack, int tip) {
        return !attack.protocol().needsProof(attack.at.dag.kind(tip))
                && attack.at.withheld().contains(tip)
                && attack.at.dag.votes(tip).isEmpty();
    }

    private static boolean leads(Attack attack, BlockSet votes) {
        return !votes.isEmpty()
                && attack.at.dag.miner(attack.at.hashes.smallest(votes, 1).first()) == View.ATTACKER;
    }

    private static float flag(boolean set) {
        return set ? 1 : 0;
    }
}
