/**
 * The command line, one command a file.
 *
 * <p>{@link org.undermine.bridge.commands.Commands} lists them. A command reads what was typed through {@code Target} (which
 * protocol, which attack), {@code Point} (alpha, gamma), {@code Numbers} and {@code OutputFile}, all of which refuse with one line;
 * it then asks {@code agents} and speaks through a {@link org.undermine.bridge.commands.Console}. Nothing is decided here.
 *
 * <p>To add a command, write one next to {@code AttackCommand} and list it.
 */
package org.undermine.bridge.commands;
