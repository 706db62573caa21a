package org.undermine.bridge.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;

/**
 * Contestants that do the same job; the first one is what the others are compared with.
 *
 * @param unit of what contestants measure
 * @param smaller whether less of it is better
 */
public record Benchmark(String name, String what, String unit, boolean smaller, List<Contestant> contestants) {
    /** @param measure does the job once and returns how long it took, or how much was done a second */
    public record Contestant(String name, DoubleSupplier measure) {}

    /** @param ratio how many times better than the first contestant; below 1 it is worse */
    public record Row(String contestant, double median, double ratio) {}

    /**
     * @param rounds that count; one more comes before, to warm up
     * @param measured told how many measurements have been made
     */
    public List<Row> run(int rounds, IntConsumer measured) {
        double[][] times = new double[contestants.size()][rounds];
        for (int round = -1; round < rounds; round++) {
            for (int c = 0; c < times.length; c++) {
                double value = contestants.get(c).measure().getAsDouble();
                if (round >= 0) times[c][round] = value;
                measured.accept((round + 1) * times.length + c + 1);
            }
        }
        var rows = new ArrayList<Row>();
        double first = median(times[0]);
        for (int c = 0; c < times.length; c++) {
            double median = median(times[c]);
            rows.add(new Row(contestants.get(c).name(), median, smaller ? first / median : median / first));
        }
        return rows;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    /** Seconds that {@code job} takes. */
    static double seconds(Runnable job) {
        long start = System.nanoTime();
        job.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
