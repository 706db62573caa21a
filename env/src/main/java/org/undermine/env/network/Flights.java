package org.undermine.env.network;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.undermine.env.network.Routes.Route;

/** Messages on their way. Each is one block; there is one entry a message, not one a receiver. */
final class Flights {
    private static final int NOTHING = -1;

    private final Routes routes;
    private final int nodes;
    private final RandomGenerator random;
    private final Heap heap = new Heap();
    private int[] block = new int[0]; // by message; NOTHING where that number is free
    private double[] start = new double[0];
    private double[] startOrder = new double[0];
    private int[] next = new int[0];
    private Route[] route = new Route[0];
    private int[] free = new int[0];
    private int frees;
    private long sent;

    Flights(Routes routes, int nodes, RandomGenerator random) {
        this.routes = routes;
        this.nodes = nodes;
        this.random = random;
    }

    boolean isEmpty() {
        return heap.isEmpty();
    }

    /** When the next message arrives, like the next three: in what order among those that arrive then, which, and where. */
    double time() {
        return heap.time();
    }

    double order() {
        return heap.order();
    }

    /** A number of the window; below 0 if it has been forgotten. */
    int block() {
        return block[heap.first()];
    }

    int receiver() {
        int message = heap.first();
        return route[message].node[next[message]];
    }

    /** The next message has arrived. */
    void arrived() {
        int message = heap.first();
        Route way = route[message];
        int at = ++next[message];
        if (at < way.length) {
            heap.postpone(start[message] + way.time[at], startOrder[message] + way.order[at]);
        } else {
            heap.removeFirst();
            block[message] = NOTHING;
            free[frees++] = message;
        }
    }

    /** Block {@code b} sets out from {@code source}. */
    void send(int b, int source, double time, double order) {
        if (frees == 0) grow();
        int message = free[--frees];
        if (routes.constant()) route[message] = routes.from(source);
        else routes.draw(source, random, route[message]);
        Route way = route[message];
        if (way.length == 0) {
            free[frees++] = message;
            return;
        }
        block[message] = b;
        start[message] = time;
        startOrder[message] = order;
        next[message] = 0;
        heap.add(message, time + way.time[0], order + way.order[0], sent++);
    }

    private void grow() {
        int old = block.length;
        int capacity = Math.max(16, 2 * old);
        block = Arrays.copyOf(block, capacity);
        start = Arrays.copyOf(start, capacity);
        startOrder = Arrays.copyOf(startOrder, capacity);
        next = Arrays.copyOf(next, capacity);
        route = Arrays.copyOf(route, capacity);
        free = Arrays.copyOf(free, capacity);
        for (int message = capacity - 1; message >= old; message--) {
            block[message] = NOTHING;
            if (!routes.constant()) route[message] = new Route(nodes);
            free[frees++] = message;
        }
    }

    /** Block b is called {@code place[b]} from now on; below 0 it is forgotten. */
    void rename(int[] place) {
        for (int message = 0; message < block.length; message++)
            if (block[message] >= 0) block[message] = place[block[message]];
    }
}
