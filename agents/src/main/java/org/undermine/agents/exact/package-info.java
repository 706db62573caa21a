/**
 * Exact answers with proofs. {@link org.undermine.agents.exact.Study} compiles a scenario once and answers for any alpha
 * and gamma; {@link org.undermine.agents.exact.Optimum} is a policy between two proved bounds; a
 * {@link org.undermine.agents.exact.Result} can be written as a {@link org.undermine.agents.exact.ResultFile}, which
 * {@link org.undermine.agents.exact.Checker} verifies without believing, or using, what solved it.
 *
 * <p>Two solvers. {@code RatioSolver} cuts the process at a state every policy comes back to, sweeps reward and clock per
 * cycle in place, and updates the ratio after every sweep (Dinkelbach): FC'16 to 95 blocks, 22,515 states, takes 0.1 to
 * 0.3 s to 1e-9. Where the attacker has about half of the power or more, cycles are too long for that (alpha 0.6, 5,931
 * states: 238 s), and {@code RelativeValueIteration} brackets the ratio instead (1.3 s).
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
 *   alpha .35, gamma .5     79    17 (from SM1 69)
 *   alpha .45, gamma .5    359    88 (344)
 *   alpha .45, gamma .9    565   443 (556)
 *   alpha .4,  gamma 0      45    12 (23)
 * </pre>
 */
package org.undermine.agents.exact;
