package org.farandole.simulator.replay;

import java.util.Locale;
import org.farandole.dvms.AgentState;
import org.farandole.dvms.Input;

/** How an agent's state looks in a picture. */
enum Look {
    WAKING("Waking", "#d9d9d9"),
    FREE("Free", "#c7e9c0"),
    MEMBER("Member", "#9ecae1"),
    ASKING("Leader asking", "#fee391"),
    SOLVING("Leader solving", "#fec44f"),
    CLAIMING("Leader claiming", "#fe9929"),
    PUBLISHING("Leader publishing", "#cc4c02"),
    EXECUTING("Executing", "#9e9ac8"),
    LEFT("Left", "#f0f0f0"),
    DOWN("down", "#222222");

    private final String word;
    private final String colour;

    Look(String word, String colour) {
        this.word = word;
        this.colour = colour;
    }

    String word() {
        return word;
    }

    String colour() {
        return colour;
    }

    static Look of(AgentState state) {
        return switch (state) {
            case AgentState.Waking _ -> WAKING;
            case AgentState.Free _ -> FREE;
            case AgentState.Member _ -> MEMBER;
            case AgentState.Leader leader ->
                switch (leader.phase()) {
                    case AgentState.Phase.Asking _ -> ASKING;
                    case AgentState.Phase.Solving _ -> SOLVING;
                    case AgentState.Phase.Claiming _ -> CLAIMING;
                    case AgentState.Phase.Publishing _ -> PUBLISHING;
                };
            case AgentState.Executing _ -> EXECUTING;
            case AgentState.Left _ -> LEFT;
        };
    }

    /** What happened inside an agent's node, in a word or two. */
    static String word(Input input) {
        return switch (input) {
            case Input.TimerFired(var timer, var _) -> timer.name().toLowerCase(Locale.ROOT) + " timer";
            case Input.Begin _ -> "begins";
            case Input.TriggerOn _ -> "overload";
            case Input.TriggerOff _ -> "problem gone";
            case Input.DemandsChanged _ -> "sample";
            case Input.MembershipChanged _ -> "membership";
            case Input.Gone gone -> gone.node() + " gone";
            case Input.DrainMe _ -> "drain";
            case Input.Stop _ -> "stop";
            case Input.HandOver _ -> "hand over";
            case Input.Proposed _ -> "solver's answer";
            case Input.ModeChanged _ -> "mode";
            case Input.Mail _ -> "letter";
        };
    }
}
