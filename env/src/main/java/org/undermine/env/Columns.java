package org.undermine.env;

/** What n environments show: a column for each thing, an entry or a row for each environment. */
public final class Columns {
    public static final byte RUNNING = 0;
    public static final byte TERMINATED = 1;
    public static final byte TRUNCATED = 2;

    public final int n;

    /** Numbers in an observation. */
    public final int k;

    /** Actions. */
    public final int a;

    /** Environments whose last moments are kept: n where the next episode begins in the step that ends one, else 0. */
    public final int m;

    /** What the last step paid the learner. */
    public final double[] rewards;

    /** {@link #RUNNING}, {@link #TERMINATED} or {@link #TRUNCATED}. */
    public final byte[] ended;

    /** The attacker's reward, progress and steps since the episode began. */
    public final double[] earned;

    public final double[] progress;
    public final int[] lengths;

    /** The running ratio of reward and progress, over episodes. */
    public final double[] ratios;

    /** Of this episode. */
    public final double[] alphas;

    public final double[] gammas;

    /** 1 where an action may be taken; a row of a per environment. */
    public final byte[] masks;

    /** A row of k per environment. */
    public final float[] observations;

    /** Where an episode has just ended and the next begun: what was last seen, earned and so on. */
    public final float[] lastObservations;

    public final double[] lastEarned;
    public final double[] lastProgress;
    public final int[] lastLengths;

    Columns(int n, int k, int a, int m) {
        this.n = n;
        this.k = k;
        this.a = a;
        this.m = m;
        rewards = new double[n];
        ended = new byte[n];
        earned = new double[n];
        progress = new double[n];
        lengths = new int[n];
        ratios = new double[n];
        alphas = new double[n];
        gammas = new double[n];
        masks = new byte[Math.multiplyExact(n, a)];
        observations = new float[Math.multiplyExact(n, k)];
        lastObservations = new float[m * k];
        lastEarned = new double[m];
        lastProgress = new double[m];
        lastLengths = new int[m];
    }

    /** What environment {@code i} shows is the last of its episode. */
    void keepLast(int i) {
        System.arraycopy(observations, i * k, lastObservations, i * k, k);
        lastEarned[i] = earned[i];
        lastProgress[i] = progress[i];
        lastLengths[i] = lengths[i];
    }
}
