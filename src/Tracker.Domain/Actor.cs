using Tracker.Domain.Bodies;

namespace Tracker.Domain;

/// <summary>What a person may do (docs/domain.md, Who may do what).</summary>
public enum Role
{
    Viewer,
    Official,
    Manager,
    RegisterKeeper,
    Administrator,
}

/// <summary>Whoever does something, with the rights that storage gives them at this moment.</summary>
/// <param name="Bodies">Codes of the person's bodies, of every body under them, and of those that others have handed over to them.</param>
/// <param name="Side">The side of the person's own bodies; without one nobody confirms or contests.</param>
public sealed record Actor(Guid PersonId, string Name, Role Role, Side? Side, IReadOnlySet<string> Bodies)
{
    /// <summary>Nobody signed in: reads where the installation is public, and does nothing else.</summary>
    public static Actor Anonymous { get; } = new(Guid.Empty, "Not signed in", Role.Viewer, null, new HashSet<string>());

    public bool IsSignedIn => PersonId != Guid.Empty;

    /// <summary>Those of <see cref="Bodies"/> that the person has of their own, without what others have handed over to them.</summary>
    public IReadOnlySet<string> OwnBodies { get; init; } = Bodies;
}
