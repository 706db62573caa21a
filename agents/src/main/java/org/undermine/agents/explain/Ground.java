package org.undermine.agents.explain;

import java.util.List;
import org.undermine.env.mdp.Feature;

/** Where a policy and a list are compared. */
interface Ground {
    List<Feature> features();

    List<String> actions();

    /** What a list may cost to be as good as the policy. */
    double tolerance();

    /** Adds what the policy does wherever it comes, and what it costs to do otherwise, in revenue. */
    void visit(Sample sample);

    /** The same wherever {@code list} comes. */
    void visit(Sample sample, DecisionList list);

    /** How far the list is from the policy, as {@link #tolerance} counts. */
    double shortfall(DecisionList list);
}
