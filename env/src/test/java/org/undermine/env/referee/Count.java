package org.undermine.env.referee;

/**
 * What a settled history pays.
 *
 * @param attacker reward of the attacker
 * @param others reward of everybody else
 * @param progress by how much the clock advances that difficulty adjustment holds steady
 * @param proofs how many proofs-of-work the history holds or refers to; what the objective {@code blocks} divides by
 */
public record Count(double attacker, double others, double progress, double proofs) {
    public double share() {
        return attacker / (attacker + others);
    }
}
