using Microsoft.AspNetCore.Identity;
using Tracker.Application.Reminders;
using Tracker.Domain;

namespace Tracker.Application.People;

/// <summary>An account: who signs in, with which role, for which bodies.</summary>
public sealed class Person : IdentityUser<Guid>
{
    /// <summary>The name that the journal shows.</summary>
    public string Name { get; set; } = "";

    public Role Role { get; set; }

    /// <summary>Codes of the bodies that the person works for.</summary>
    public List<string> Bodies { get; set; } = [];

    /// <summary>How often the person is told what presses and what changed.</summary>
    public DigestEvery Digest { get; set; }

    /// <summary>Reminders are shown in the application and not sent by e-mail.</summary>
    public bool RemindersInAppOnly { get; set; }

    /// <summary>One of the people of a demonstration; never counts as an account.</summary>
    public bool IsDemo { get; set; }

    /// <summary>UTC; from then on the person cannot sign in and open sessions end.</summary>
    public DateTime? DisabledAt { get; set; }
}
