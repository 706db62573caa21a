/**
 * Models of the literature by their own state, as independent second ways to a number: they share no transition code
 * with {@code env.attack} and must agree with it.
 *
 * <p>{@link org.undermine.env.models.Fc16} and {@link org.undermine.env.models.Aft20} are selfish mining as two papers
 * state it; {@link org.undermine.env.models.Overpaid} bounds it from above without truncation. To add a model, implement
 * {@code Mdp} with a state that is the paper's, and list it in {@code Scenario}.
 *
 * <p>Models of other systems have a name of their own. {@link org.undermine.env.models.Hfm} is fraud and flooding where many
 * miners validate one block, after the rules of {@code protocols.hfm}; its detection is held against the validators there. To
 * add one, implement {@link org.undermine.env.models.Model} and list it in {@link org.undermine.env.models.Models}.
 */
package org.undermine.env.models;
