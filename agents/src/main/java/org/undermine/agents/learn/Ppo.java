package org.undermine.agents.learn;

import java.util.List;
import java.util.stream.IntStream;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.Seeds;
import org.undermine.env.VectorEnv;

/** PPO. */
public final class Ppo implements Learner {
    public record Parameters(
            List<Integer> hidden,
            FloatNetwork.Activation activation,
            double policyRate,
            double criticRate,
            double discount,
            double lambda,
            double clip,
            double entropy,
            double divergence,
            int epochs,
            int batch,
            int shortest,
            int longest) {
        public static final Parameters DEFAULT = new Parameters(
                List.of(64, 64),
                FloatNetwork.Activation.RELU,
                2e-3,
                2e-3,
                0.999,
                0.95,
                0.2,
                0.02,
                0.03,
                10,
                4096,
                64,
                512);
    }

    private final Parameters parameters;
    private final VectorEnv environments;
    private final Learn learn;
    private final long seed;
    private final int actions;
    private final Rollout rollout;
    private final TrainedNetwork policy;
    private final TrainedNetwork critic;
    private Scale scale = Scale.UNIT;
    private double earned;
    private double passed;
    private long iteration;
    private long steps;
    public String log = "";
    public double tPlay, tJudge, tFit;

    public Ppo(VectorEnv environments, Learn learn, Parameters parameters, long seed) {
        this.parameters = parameters;
        this.environments = environments;
        this.learn = learn;
        this.seed = seed;
        actions = environments.actions().size();
        rollout = new Rollout(environments);
        var inputs = new Inputs(environments.features());
        policy = new TrainedNetwork(parameters.activation, sizes(inputs.count(), actions), Seeds.of(seed, 1));
        policy.flatten(0.01);
        critic = new TrainedNetwork(parameters.activation, sizes(inputs.count(), 1), Seeds.of(seed, 2));
    }

    private int[] sizes(int inputs, int outputs) {
        IntStream hidden = parameters.hidden.stream().mapToInt(h -> h);
        return IntStream.concat(IntStream.of(inputs), IntStream.concat(hidden, IntStream.of(outputs)))
                .toArray();
    }

    @Override
    public void improve(double spent) {
        long t0 = System.nanoTime();
        long own = Seeds.of(seed, 3 + iteration++);
        int length = (int) Math.round(parameters.shortest * Math.pow(parameters.longest / (double) parameters.shortest, Math.min(1, 4 * spent)));
        rollout.play(policy.copy(), critic.copy(), scale, learn, length, own, Seeds.stream(own));
        long t1 = System.nanoTime();
        steps += (long) length * environments.columns().n;
        rollout.sum();
        double kept = .5;
        earned = kept * earned + rollout.earned;
        passed = kept * passed + rollout.passed;
        double rho = learn == Learn.RATIO ? earned / passed : 0;
        rollout.judge(rho, parameters.discount, parameters.lambda);
        scale = new Scale(rollout.targetMean, Math.max(rollout.targetDeviation, 1e-3));
        long t2 = System.nanoTime();
        learn(1 - spent);
        long t3 = System.nanoTime();
        tPlay += (t1 - t0) / 1e9;
        tJudge += (t2 - t1) / 1e9;
        tFit += (t3 - t2) / 1e9;
    }

    private void learn(double left) {
        int rows = rollout.sights.size();
        int w = rollout.sights.in.length / rollout.sights.values.length;
        // one batch for now
        int[] pick = IntStream.range(0, rows).filter(r -> rollout.visits[r] > 0).toArray();
        int parts = (pick.length + parameters.batch - 1) / parameters.batch;
        double total = 0;
        for (int r : pick) total += rollout.visits[r];
        double samples = total;
        var order = Seeds.stream(Seeds.of(seed, -iteration));
        double[] kl = new double[1];
        double[] vl = new double[1];
        int e = 0;
        boolean stop = false;
        for (; e < parameters.epochs; e++) {
            if (parts > 1)
                for (int i = pick.length - 1; i > 0; i--) {
                    int j = order.nextInt(i + 1);
                    int x = pick[i];
                    pick[i] = pick[j];
                    pick[j] = x;
                }
            kl[0] = vl[0] = 0;
            for (int b = 0; b < parts; b++) {
                int from = (int) ((long) pick.length * b / parts);
                int to = (int) ((long) pick.length * (b + 1) / parts);
                int m = to - from;
                float[] in = new float[m * w];
                for (int r = 0; r < m; r++) System.arraycopy(rollout.sights.in, pick[from + r] * w, in, r * w, w);
                double bonus = parameters.entropy * left;
                double unit = Math.max(rollout.spread, 1e-6);
                if (!stop) policy.descend(in, m, out -> {
                    double[] slope = new double[actions];
                    for (int r = 0; r < m; r++) {
                        int row = pick[from + r];
                        double[] p = PpoLoss.softmax(out, r * actions, rollout.sights.legal, row * actions, actions);
                        PpoLoss.policy(p, rollout.sights.probabilities, rollout.gained, rollout.lost, row * actions, parameters.clip, bonus * unit * rollout.visits[row], slope);
                        kl[0] += rollout.visits[row] * PpoLoss.divergence(p, rollout.sights.probabilities, row * actions);
                        for (int a = 0; a < actions; a++) out[r * actions + a] = (float) (slope[a] / (unit * samples / parts));
                    }
                    return out;
                }, parameters.policyRate * left);
                critic.descend(in, m, out -> {
                    for (int r = 0; r < m; r++) {
                        int row = pick[from + r];
                        double target = scale.narrow(rollout.targets[row]);
                        vl[0] += rollout.visits[row] / samples * PpoLoss.value(out[r], target);
                        out[r] = (float) ((out[r] - target) * rollout.visits[row] / (samples / parts));
                    }
                    return out;
                }, parameters.criticRate * left);
            }
            if (kl[0] / samples > parameters.divergence) stop = true;
        }
        log = String.format("rows %d rho %.4f spread %.3f vdev %.3f kl %.4f vl %.4f e %d", rows, rollout.earned / rollout.passed, rollout.spread, rollout.targetDeviation, kl[0] / samples, vl[0], e);
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public NetworkAgent policy() {
        return new NetworkAgent(environments.features(), policy.copy());
    }
}
