/**
 * Agents that learn by playing.
 *
 * <p>A {@link org.undermine.agents.learn.Learner} is an algorithm, one file each;
 * {@link org.undermine.agents.learn.Ppo} (its losses are in {@code PpoLoss}) and
 * {@link org.undermine.agents.learn.Dqn}; {@link org.undermine.agents.learn.Q} needs no network.
 * {@link org.undermine.agents.learn.Trainer} gives it time and keeps the best policy, a
 * {@link org.undermine.agents.learn.LearnedAgent} (a network or a table), which
 * {@link org.undermine.agents.learn.AgentFile} writes down; one trained for a
 * {@link org.undermine.agents.learn.Span} of alpha or gamma sees them after all else. What an agent is worth is not found here: the trainer is
 * handed an evaluation, exact where there is a table, else the arena's.
 *
 * <p>PPO plays in one of two ways ({@code Experience}): {@code Walks} by the rules, with all that could follow a step known from
 * them; {@code Rollout} in environments, with dice. Walks need that attacks come back to the same states, for each has a value
 * of its own; so they are for processes that have a table, and rollouts for those that have none, and for episodes. Without a
 * table it begins by doing as a named policy does ({@code Imitation}).
 *
 * <p>Two kinds of network. {@code TrainedNetwork} is DL4J's and needs native libraries ({@code Natives}); nothing else
 * here mentions DL4J. {@link org.undermine.agents.learn.FloatNetwork} is a copy in plain arrays, for everything that
 * only reads: acting, targets, files. So playing a trained agent loads no natives.
 *
 * <p>To add an algorithm, implement {@link org.undermine.agents.learn.Learner}: observations become network inputs by
 * {@code Inputs}, the policy is a {@link org.undermine.agents.learn.LearnedAgent}, randomness comes from
 * {@link org.undermine.env.Seeds}, and nothing depends on which thread does what, so that a seed and a number of steps
 * give one policy. A learner with a {@link org.undermine.agents.learn.Learner#state} can be gone on with.
 *
 * <h2>Figures</h2>
 *
 * <p>Two shared cores at 2.8 GHz, networks of 64 x 64, batches of 256, microseconds:
 *
 * <pre>
 *   an update by DL4J, one native thread         2,100 (batch of 64: 2,200; 128 x 128: 4,000)
 *   the same, two native threads as by default   14,000 to 79,000
 *   setting DL4J's learning rate by its setter   4,000
 *   a decision by DL4J / by FloatNetwork         200 / 0.8 to 1.5 (0.65 in a batch)
 *   loading natives, seconds                     1 (3 the first time, when 400 MB are unpacked)
 * </pre>
 *
 * <p>Nakamoto, alpha .45, gamma 1/2, one minute of a busy machine (6,000 to 14,000 updates), seeds 1, 2, 3. Honest play
 * earns .45.
 *
 * <pre>
 *   withholding, cutoff 30   .7572 .7570 .7575   of .7589
 *   withholding, cutoff 60   .7559 .7586 .7546   of .7596
 *   fc16, cutoff 60          .7580 .7592 .7572   of .7596
 * </pre>
 *
 * <p>What DQN's choices are worth: fc16, cutoff 60, observing a, h, relevant and active; one thing changed at a time;
 * the mean over seeds 1 to 4 of the best of ten evaluations in 4,000 updates. The start is at .747 (reach 8, memory
 * 200,000, learning rate .001, a second network refreshed every 100 updates).
 *
 * <pre>
 *   inputs by range only .658    range and logarithm .721    range and units .747
 *   reach 3 .709                 12 .749                     20 .738
 *   unit 3 .718                  10 .747                     30 .695
 *   memory 50,000 .756           learning rate .003 .751     .0005 .729
 *   discount .99 .739            .9999 .741                  rho learnt from errors instead of counted .551
 * </pre>
 *
 * <p>With reach 16, memory 50,000 and learning rate .002: .754; with the policy averaged .756; .757, the worst seed
 * .7556, where the average judges as well. Without averaging the mean of the four seeds' policies still falls to .667
 * after 2,400 updates; with it, it stays above .744 from 1,600 on. (These were run with updates in plain Java, which
 * give DL4J's numbers to 1e-7.)
 *
 * <p>Those are figures of dice. What DQN is worth now that the luck is taken out: alpha .35, a minute of processor time beside
 * other jobs; gaps in percent of the certified optimum, of the best evaluation.
 *
 * <pre>
 *   gamma                                               0                1/2
 *   dice                                           .3 to 5.6 (5 seeds)   1.2
 *   luck taken out                                 1.7; exploration .5: 1.3
 *   all actions labelled, by their next step       .12                   3.6: states that look alike are not worth the same
 *   so in the first .4 of the budget only          .79                   .21
 *   states with a worth of their own, remembered   over 5                over 17: what is seldom told again grows stale
 * </pre>
 *
 * <p>What keeps PPO from the optimum. Nakamoto, withholding, cutoff 30, alpha .35, gamma 1/2; gaps in percent of the certified
 * optimum, of the best evaluation, exact; 20 to 25 s of processor time on two cores that others wanted as well, in which 10 to
 * 36 million steps fit.
 *
 * <pre>
 *   advantages of samples, weighted as in V-trace; barrier, entropy      3.3, 3.3 (seeds 0, 1): overrides where one waits
 *   samples of explorers at full weight, by mean of each action          1.0
 *   luck taken out of advantages, values of observations                 3.8: the critic is not yet right
 *   values told anew from the walks before advantages are taken          2.1: and never is, where states look alike
 *   values of states                                                     .17, .21
 *   rows by their visits, not the root of them                           .05
 *   no barrier: 1.27        epochs 10: .06, 20: .32, 5 (twice the plays): .15        lambda .95: .16
 *   plays half as long, 5 epochs: 8.4 for good, what has become rare cannot come back; with a floor .1 percent: .15, .2
 * </pre>
 *
 * <p>The defaults on two cores that are otherwise idle ({@code python -m undermine.bench gaps --gap .25}), five seeds: worst gap
 * when training ended, within 60 s or at a quarter of a percent, and when the slowest had reached half a percent.
 *
 * <pre>
 *   gamma          0               1/2              .9
 *   alpha .35   .25 %   9 s     .24 %  15 s     .01 %  3 s
 *   alpha .4    .21 %  12 s     .16 %   6 s     .21 %  3 s
 *   alpha .45   .23 %  36 s     .24 %   6 s     .10 %  6 s
 * </pre>
 *
 * <p>What keeps PPO from attacks at k = 8, where no table fits (parallel, alpha .45, gamma 1/2, the best named policy earns
 * .793): walks at .44, for nearly every state is met once and has only the critic's value; with dice from random weights .75;
 * after half-learnt imitation (an example's actions in states of its own beginner's games, ten epochs each) .77, from where it
 * does not rise; after imitation in two epochs each, so of many more games, .869; with few random actions in the beginning
 * (.1 to .002 instead of .5 to .02) .846.
 *
 * <p>Those who know nothing yet play long games, so slowly that what they imitate is not learnt in a minute: tailstorm
 * with discounted rewards, alpha .35, ended at .350, honest play (avoid-loss earns .401). With the example playing at first, ever less
 * of the time, and what that was worth after 45 s of imitation, at alpha .45 (avoid-loss .719): 2 epochs .23, 5 epochs .705, 12 epochs
 * .704 after 30 s. Learning from there at a rate of 1e-3 falls to .63 and comes to .716 in 150 s, at 3e-4 .727; parallel .863.
 *
 * <p>Five minutes, one thread, seed 0, gamma 1/2, two trainings and other jobs beside each other on two cores, by
 * {@code train PROTOCOL --k 8 --seconds 300 --threads 1 --seed 0}: what is earned with dice, 99 percent intervals, and what the best
 * named policy earns with the same dice.
 *
 * <pre>
 *                          alpha .35                                   alpha .45
 *   parallel               .4768 to .4898   minor-delay .4322          .8037 to .8308   avoid-loss .7912
 *   tailstorm              .4910 to .5028   avoid-loss  .4696          .7937 to .8126   avoid-loss .7633
 *   tailstorm, discount    .3963 to .4087   avoid-loss  .4010          .7102 to .7331   avoid-loss .7125
 *   dag-parallel           .4415 to .4523   avoid-loss  .3996          .7626 to .7838   avoid-loss .7356
 *   tree-parallel          .4068 to .4191   avoid-loss  .3801          .7467 to .7684   avoid-loss .7213
 *   ethereum-byzantium     .3968 to .4068   fn19        .3515          .6855 to .7089   fn19       .4927
 * </pre>
 *
 * <p>A rate of 1e-3 came further in two of the twelve, parallel (.868 to .891) and ethereum-byzantium (.725 to .746) at .45, and not
 * at all in one.
 *
 * <p>An update of a network of 40 x 64 x 64 x 14, milliseconds of processor time, the passes DL4J's or by ND4J's products
 * ({@code DenseLayers}), side by side: 256 rows 5 / 2.8, 1,024 rows 8.8 / 5.5, 4,096 rows 22.8 / 20.9.
 */
package org.undermine.agents.learn;
