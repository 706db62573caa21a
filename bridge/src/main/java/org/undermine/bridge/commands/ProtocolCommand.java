package org.undermine.bridge.commands;

/** A command about one protocol. */
interface ProtocolCommand {
    Target target();
}
