/**
 * Exact answers with proofs. {@link org.undermine.agents.exact.Study} compiles a scenario once and answers for any alpha
 * and gamma; {@link org.undermine.agents.exact.Optimum} is a policy between two proved bounds; a
 * {@link org.undermine.agents.exact.Result} can be written as a {@link org.undermine.agents.exact.ResultFile}, which
 * {@link org.undermine.agents.exact.Checker} verifies without believing, or using, what solved it.
 *
 * <p>Two solvers. {@code RatioSolver} cuts the process at a state every policy comes back to, and iterates policies and, with
 * them, the ratio (Dinkelbach). A policy's rows are gathered into arrays of their own ({@code PolicyRows}) and solved by GMRES
 * ({@code Krylov}) on the few states that a sweep leads back to, 188 of FC'16's 22,516: 12 to 62 sweeps where plain ones take 36
 * to 2,217. That is what a sparse LU would be for, at any size. States are gone through from the last to the first, in stretches
 * that threads ({@code Crew}) take in turn ({@code Relay}); they find the same to the last bit. (Level by level, which needs no waiting,
 * memory was read all over the place: improving took three times as long.)
 *
 * <p>On two cores that are otherwise idle, the JVM's start and compiling included: FC'16 to 95 blocks at 20 alphas and 5 gammas
 * to 1e-9, with ceilings, 9.7 s; break-even to 1e-4 at eleven gammas 8.9 s. At six points of FC'16, compiled before, 0.5 s, where
 * relative value iteration takes 38 ({@code bench solve}). 41,840 states to 1e-6 about 0.1 s. Starting from a neighbour's policy saves
 * nothing on such grids. A sweep of a fixed policy goes through 0.59 as many outcomes as a loop that only reads its arrays,
 * one that takes the best choices 0.53 ({@code bench sweep-policy, sweep-max}; 0.8 was hoped for of the first: what is read besides, values
 * of states, lies all over the second-level cache and beyond).
 *
 * <p>Where cycles are so long that doubles cannot prove what they earn (alpha .6, gamma .5 with forks of 30), or no state is
 * visited by all policies (the process may not be unichain), {@code RelativeValueIteration} brackets the ratio instead.
 * {@code Method} names them; {@code attack --solver} chooses, {@code -v} says which it was.
 *
 * <p>Models of protocols have a state that every attack comes back to, or nearly. {@link org.undermine.agents.exact.Anywhere} takes
 * processes of any shape, as files of other programs hold them: it solves each end component for itself.
 *
 * <p>Compiled models are kept in the user's cache folder ({@link org.undermine.agents.exact.ModelCache}); the checker never
 * looks there. The arrays of results with a million states or more stand beside the JSON ({@code ArrayFile}).
 *
 * <p>A policy that somebody else found is proved to earn what it earns by {@code Study.proof}: the lower bound of that result is
 * the policy's own revenue, the upper one the best attack's. {@code Study.attack} can start from it; nothing is proved by
 * that, only found sooner. Work in sweeps over all outcomes, from nothing and from the best policy, Nakamoto withholding with a
 * cutoff of 30:
 *
 * <pre>
 *   alpha .35, gamma .5     86    60 (from SM1 92)
 *   alpha .45, gamma .5    106    65 (113)
 *   alpha .45, gamma .9    126    45 (127)
 *   alpha .4,  gamma 0      46    29 (43)
 * </pre>
 *
 * <p>A ceiling bounds attacks of any length. Nakamoto's is the optimum of a process that over-pays at its cutoff, and falls as
 * that grows. Others declare a bound with a potential ({@link org.undermine.env.mdp.Bounded}: simple-, tree-, dag-parallel and
 * tailstorm, alpha / (1 - alpha), the same at every cutoff); the checker computes the potential itself, in every state of
 * the table.
 *
 * <p>{@link org.undermine.agents.exact.Sweep} solves many points, {@link org.undermine.agents.exact.BreakEven} finds the alpha,
 * {@link org.undermine.agents.exact.BreakEvenPrize} the prize and {@link org.undermine.agents.exact.LeastPayment} the payment from
 * which attacking pays. From which alpha, to 1e-4, by {@code break-even}; at each lower end nothing pays, at each upper end
 * something does:
 *
 * <pre>
 *   nakamoto, gamma 0   .32935 to .32944    gamma .5    .24990 to .25001
 *             .25       .29992 to .30001    .75         .16659 to .16668
 *   simple-parallel k = 2 (cutoff 18)  0   .24996 to .25003   .5   .24991 to .25002
 *                   k = 3 (cutoff 12)  0   .19992 to .20002   .5   .19991 to .20001
 *                   k = 8 (cutoff 7)   0   .10092 to .10103   .5   .10092 to .10103   1   below .00299
 *   ethereum-byzantium  (free, window 6)  0, .5   .25192 to .25199
 *   ethereum-whitepaper (free, window 7)  0   .04949 to .04960   .5   .02849 to .02860
 *   any other of these at gamma 1; parallel k = 2, 3 (cutoffs 6, 5) at any gamma: below 1e-4
 *   parallel k = 8 (cutoff 1)     any gamma  below .00014
 *   tailstorm k = 2 (cutoff 15)   0   below .00075   .5   below .00074   1   below 1e-4
 *             k = 3 (cutoff 8)    0   below .00060   .5   below .00059   1   below 1e-4
 *             k = 8 (cutoff 7)    any gamma  below .00040
 * </pre>
 *
 * <p>Where only "below" is said, the search for a lower end came to gains too small for doubles, or to the width asked for.
 * Forks of 4 proofs a side are too short for tailstorm k = 8: nothing pays up to alpha 1/2.
 *
 * <p>The least payment that makes double spends pay (nakamoto, fc16 space, cutoff 40, gamma 0, to a part of 1e-4), beside the
 * probability that an attacker with a block in hand wins the race in the end (Rosenfeld 2014, section 4): the block is lost
 * about as often as the race, so v is not far from (1 - alpha) times the odds against, or above. At alpha .4 selfish mining
 * replaces chains anyhow, and any payment is welcome.
 *
 * <pre>
 *   confirmations        1                 2                 4                  6
 *   alpha .1     3.694   .2        19.179   .056      247.98   .005456    2434.4   .000591
 *         .2     1.1452  .4         4.1663  .208       22.520  .066688      80.355 .023308
 *         .3      .22315 .6          .82482 .432        3.3560 .252072       7.9054 .15645
 *         .4     0       .8         0       .704       0       .579584      0      .493004
 * </pre>
 *
 * <p>The share of the defenders' blocks that can be orphaned (nakamoto, fc16 space, cutoff 95), from below; alpha / (1 - alpha)
 * is proved to be out of reach:
 *
 * <pre>
 *   alpha  gamma 0      gamma .5     gamma 1        alpha / (1 - alpha)
 *   .1     0.01889849   0.06191525   0.1111111111   0.1111111111
 *   .15    0.04247836   0.10443262   0.1764705882   0.1764705882
 *   .2     0.07664135   0.15789486   0.2499999999   0.2500000000
 *   .25    0.12349621   0.22572452   0.3333333333   0.3333333333
 *   .3     0.18701079   0.31273769   0.4285714285   0.4285714286
 *   .35    0.28728489   0.42518528   0.5384615384   0.5384615385
 *   .4     0.42767454   0.57093944   0.6666666666   0.6666666667
 *   .45    0.64442925   0.75941316   0.8181818170   0.8181818182
 * </pre>
 */
package org.undermine.agents.exact;
