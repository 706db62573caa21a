package org.undermine.agents.explain;

import java.util.ArrayList;
import java.util.List;
import org.undermine.agents.Agent;

/**
 * A policy in a few lines: the first one that applies decides, else {@code otherwise}. A line whose action is illegal does
 * not apply.
 *
 * @param otherwise what the last line says: the first of these actions that is legal, or if none is, the first that is
 */
public record DecisionList(List<Line> lines, List<Integer> otherwise) implements Agent {
    /** If all conditions hold, this action; without any, wherever it is legal. */
    public record Line(List<Condition> conditions, int action) {
        public Line {
            conditions = List.copyOf(conditions);
        }

        boolean applies(float[] observation, boolean[] legal) {
            if (!legal[action]) return false;
            for (Condition c : conditions) if (!c.holds(observation)) return false;
            return true;
        }
    }

    public DecisionList {
        lines = List.copyOf(lines);
        otherwise = List.copyOf(otherwise);
    }

    /** Which line decides, counted from 0; the last one is {@code otherwise}. */
    public int deciding(float[] observation, boolean[] legal) {
        int line = 0;
        while (line < lines.size() && !lines.get(line).applies(observation, legal)) line++;
        return line;
    }

    @Override
    public int act(float[] observation, boolean[] legal) {
        return action(deciding(observation, legal), legal);
    }

    /** What is done where {@code line} decides. */
    int action(int line, boolean[] legal) {
        if (line < lines.size()) return lines.get(line).action();
        for (int action : otherwise) if (legal[action]) return action;
        int first = 0;
        while (!legal[first]) first++;
        return first;
    }

    /** With one more line, that stands before line {@code place}. */
    DecisionList with(int place, Line line) {
        var more = new ArrayList<>(lines);
        more.add(place, line);
        return new DecisionList(more, otherwise);
    }

    DecisionList without(int place) {
        var fewer = new ArrayList<>(lines);
        fewer.remove(place);
        return new DecisionList(fewer, otherwise);
    }

    /** Without one of the conditions of a line. */
    DecisionList without(int place, int condition) {
        Line line = lines.get(place);
        var conditions = new ArrayList<>(line.conditions());
        conditions.remove(condition);
        return without(place).with(place, new Line(conditions, line.action()));
    }

    /** All lists with one line or one condition less. */
    List<DecisionList> shorter() {
        var all = new ArrayList<DecisionList>();
        for (int line = 0; line < lines.size(); line++) {
            all.add(without(line));
            int n = lines.get(line).conditions().size();
            for (int c = 0; c < n; c++) all.add(without(line, c));
        }
        return all;
    }
}
