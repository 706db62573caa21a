/**
 * Who decides: {@link org.undermine.agents.Agent}, the {@link org.undermine.agents.Policies} that papers name, and the
 * {@link org.undermine.agents.Arena} that plays one with dice. Exact answers are in {@code agents.exact}, learners in
 * {@code agents.learn}, policies told in a few lines in {@code agents.explain}.
 *
 * <p>To add a named policy, add its rule to {@link org.undermine.agents.Policies}.
 */
package org.undermine.agents;
