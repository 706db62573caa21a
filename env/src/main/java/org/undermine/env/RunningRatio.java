package org.undermine.env;

/** The ratio of two sums over a memory of so much progress: what is older fades. */
final class RunningRatio {
    private final double memory;
    private double reward;
    private double progress;
    private double faded; // by how much progress the last step faded what came before, and
    private double kept = 1; // what that leaves

    /** @param weight how much progress {@code ratio}, where it starts, is worth */
    RunningRatio(double ratio, double weight, double memory) {
        this.memory = memory;
        progress = weight;
        reward = ratio * weight;
    }

    void add(double moreReward, double moreProgress) {
        if (moreProgress != faded) {
            faded = moreProgress;
            kept = Math.exp(-moreProgress / memory);
        }
        reward = kept * reward + moreReward;
        progress = kept * progress + moreProgress;
    }

    double value() {
        return reward / progress;
    }
}
