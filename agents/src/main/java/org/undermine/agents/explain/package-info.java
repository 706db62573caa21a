/**
 * Policies told in a few lines, as papers tell them: "if h &gt; a: adopt; if a = h: match; else wait".
 *
 * <p>{@link org.undermine.agents.explain.Explainer} finds an {@link org.undermine.agents.explain.Explanation}: a
 * {@link org.undermine.agents.explain.DecisionList}, which is a policy itself, and what it earns beside the policy that it
 * explains. Where a table fits everything is exact; else dice tell. It needs a policy that can be asked what it does,
 * whatever it is made of, and {@link org.undermine.env.mdp.Feature}s to talk about; what those are called is in the attack
 * spaces.
 *
 * <p>What is not told: why. A list may do other than the policy where that costs nothing, and says in how many steps it
 * does.
 *
 * <p>To let lines say something else, add to {@link org.undermine.agents.explain.Condition}, and to the quantities that the
 * {@code Grower} looks at.
 */
package org.undermine.agents.explain;
