package org.undermine.env;

/** The ratio of two sums over a memory of so much progress: what is older fades. Many are kept by one of these in turn. */
final class RunningRatio {
    private final double memory;
    private double reward;
    private double progress;
    private double value;
    private double faded; // by how much progress the last step faded what came before, and
    private double kept = 1; // what that leaves

    RunningRatio(double memory) {
        this.memory = memory;
    }

    /** @param weight how much progress {@code ratio}, where it starts, is worth */
    void begin(double ratio, double weight) {
        reward = ratio * weight;
        progress = weight;
        value = reward / progress;
    }

    /** Goes on with the sums of one that was left, and their ratio. */
    void goOn(double reward, double progress, double value) {
        this.reward = reward;
        this.progress = progress;
        this.value = value;
    }

    void add(double moreReward, double moreProgress) {
        if (moreReward == 0 && moreProgress == 0) return;
        if (moreProgress != faded) {
            faded = moreProgress;
            kept = Math.exp(-moreProgress / memory);
        }
        reward = kept * reward + moreReward;
        progress = kept * progress + moreProgress;
        value = reward / progress;
    }

    double reward() {
        return reward;
    }

    double progress() {
        return progress;
    }

    double value() {
        return value;
    }
}
