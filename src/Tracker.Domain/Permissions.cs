using Tracker.Domain.Bodies;

namespace Tracker.Domain;

/// <summary>Who may do what (docs/domain.md, Who may do what). Asked at every command, with the role as it is now.</summary>
public static class Permissions
{
    /// <summary>Why the person may not record an update of an item with these lead bodies; null where they may.</summary>
    public static Refusal? ToRecordUpdate(Actor actor, IEnumerable<string> leads) => actor.Role switch
    {
        Role.RegisterKeeper when actor.IsSignedIn => null,
        Role.Official when actor.IsSignedIn && leads.Any(actor.Bodies.Contains) => null,
        Role.Official when actor.IsSignedIn =>
            new("permission.update", "You can update items that a body of yours leads. This item is led by another body, or by none."),
        _ => new("permission.update", "Only officials of a lead body and register keepers record updates."),
    };

    /// <summary>Why the person may not add and edit items, bodies, documents and meetings; null where they may.</summary>
    public static Refusal? ToKeepRegister(Actor actor) =>
        actor is { IsSignedIn: true, Role: Role.RegisterKeeper }
            ? null
            : new("permission.keep", "Only register keepers add and edit items, bodies, documents and meetings.");

    /// <summary>Why the person may not confirm or contest what <paramref name="recordedBy"/> recorded; null where they may.</summary>
    public static Refusal? ToAssess(Actor actor, Guid recordedBy)
    {
        if (!actor.IsSignedIn || actor.Role is not (Role.Manager or Role.RegisterKeeper))
        {
            return new("permission.assess", "Only managers and register keepers confirm or contest.");
        }

        if (actor.Side is not (Side.Asean or Side.Rok))
        {
            return new("assessment.side", "To confirm or contest you speak for a side; your account has no body of one side.");
        }

        return recordedBy == actor.PersonId
            ? new("assessment.own", "What you recorded yourself is confirmed by somebody else.")
            : null;
    }

    /// <summary>Why the person may not write a line to take for a meeting; null where they may, for their own side.</summary>
    public static Refusal? ToWriteLineToTake(Actor actor) =>
        !actor.IsSignedIn || actor.Role is not (Role.Official or Role.Manager or Role.RegisterKeeper)
            ? new("permission.line-to-take", "Only officials, managers and register keepers write lines to take.")
            : actor.Side is not (Side.Asean or Side.Rok)
                ? new("line-to-take.side", "A line to take is that of a side; your account has no body of one side.")
                : null;

    /// <summary>Why the person may not freeze the papers of a meeting; null where they may.</summary>
    public static Refusal? ToFreezePack(Actor actor) =>
        actor is { IsSignedIn: true, Role: Role.Manager or Role.RegisterKeeper }
            ? null
            : new("permission.freeze", "Only managers and register keepers freeze the papers of a meeting.");

    /// <summary>Whether people of a role record updates of what bodies of theirs lead.</summary>
    public static bool MayReport(Role role) => role is Role.Official or Role.RegisterKeeper;

    /// <summary>Why the person may not hand their items over; null where they may.</summary>
    public static Refusal? ToHandOver(Actor actor) => actor switch
    {
        { IsSignedIn: false } => new("handover.from", "Sign in to hand your items over."),
        _ when !MayReport(actor.Role) => new("handover.from", "Only officials and register keepers have items to hand over."),
        { OwnBodies.Count: 0 } => new("handover.from", "You belong to no body, so there is nothing to hand over. What others handed over to you is theirs."),
        _ => null,
    };

    /// <summary>Why the person may not manage accounts; null where they may.</summary>
    public static Refusal? ToAdminister(Actor actor) =>
        actor is { IsSignedIn: true, Role: Role.Administrator }
            ? null
            : new("permission.administer", "Only administrators manage accounts and settings.");
}
