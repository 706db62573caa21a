/**
 * Agents that learn by playing.
 *
 * <p>A {@link org.undermine.agents.learn.Learner} is an algorithm, one file each; {@link org.undermine.agents.learn.Dqn} is the
 * first. {@link org.undermine.agents.learn.Trainer} gives it time and keeps the best policy, a
 * {@link org.undermine.agents.learn.NetworkAgent}, which {@link org.undermine.agents.learn.AgentFile} writes down. What an agent
 * is worth is not found here: the trainer is handed an evaluation, exact where there is a table, else the arena's.
 *
 * <p>Two kinds of network. {@code TrainedNetwork} is DL4J's and needs native libraries ({@code Natives}); nothing else here
 * mentions DL4J. {@link org.undermine.agents.learn.FloatNetwork} is a copy in plain arrays, for everything that only reads:
 * acting, targets, files. So playing a trained agent loads no natives.
 *
 * <p>To add an algorithm, implement {@link org.undermine.agents.learn.Learner}: observations become network inputs by
 * {@code Inputs}, the policy is a {@link org.undermine.agents.learn.NetworkAgent}, randomness comes from
 * {@link org.undermine.env.Seeds}, and one thread does everything, so that a seed and a number of steps give one policy.
 *
 * @see <a href="https://deeplearning4j.konduit.ai">Deeplearning4j</a>
 */
package org.undermine.agents.learn;
