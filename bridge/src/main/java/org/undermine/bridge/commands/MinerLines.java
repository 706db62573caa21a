package org.undermine.bridge.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import org.undermine.env.live.Account;
import org.undermine.env.live.Drop;
import org.undermine.env.live.Event;
import org.undermine.env.live.Hash;

/** What a miner's process says, a JSON object a line: {listening}, then events {found|released|matched}, last {account}. */
final class MinerLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MinerLines() {}

    static ObjectNode listening(String address) {
        return JsonNodeFactory.instance.objectNode().put("listening", address);
    }

    static ObjectNode event(Event e) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("event", e.kind().name())
                .put("nanos", e.nanos())
                .put("block", e.block().toString());
        return e.other() == null ? json : json.put("other", e.other().toString());
    }

    static ObjectNode account(Account r) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode account =
                json.putObject("account").put("received", r.received()).put("appended", r.appended());
        ObjectNode dropped = account.putObject("dropped");
        r.dropped().forEach((why, count) -> dropped.put(why.name(), count));
        account.put("tip", r.tip() == null ? null : r.tip().toString());
        account.put("height", r.height()).put("departures", r.departures());
        return json;
    }

    static JsonNode read(String line) throws JsonProcessingException {
        return JSON.readTree(line);
    }

    static Event event(String miner, JsonNode json) {
        JsonNode other = json.path("other");
        return new Event(
                Event.Kind.valueOf(json.path("event").asText()),
                miner,
                json.path("nanos").asLong(),
                Hash.parse(json.path("block").asText()),
                other.isTextual() ? Hash.parse(other.asText()) : null);
    }

    static Account account(JsonNode json) {
        JsonNode account = json.path("account");
        var dropped = new EnumMap<Drop, Long>(Drop.class);
        account.path("dropped")
                .properties()
                .forEach(f -> dropped.put(Drop.valueOf(f.getKey()), f.getValue().asLong()));
        JsonNode tip = account.path("tip");
        return new Account(
                account.path("received").asLong(),
                account.path("appended").asLong(),
                dropped,
                tip.isTextual() ? Hash.parse(tip.asText()) : null,
                account.path("height").asInt(),
                account.path("departures").asLong());
    }
}
