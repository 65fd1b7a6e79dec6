namespace Tracker.Application.Drafts;

/// <summary>What a person has typed into a form and not sent yet, as typed.</summary>
/// <remarks>
/// Its id is the id of the submission that it becomes: sent twice, it is recorded once. It ends when
/// it is sent or discarded.
/// </remarks>
public sealed class Draft
{
    // EF
    private Draft()
    {
    }

    internal Draft(Guid id, Guid personId, string form, DateTime startedAt) =>
        (Id, PersonId, Form, StartedAt) = (id, personId, form, startedAt);

    public Guid Id { get; private set; }

    /// <summary>Whose it is; nobody else sees it.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The address of the form within the application, such as <c>items/AKIIC/update</c>.</summary>
    public string Form { get; private set; } = "";

    /// <summary>What a list calls it: "Update of AKIIC".</summary>
    public string Title { get; private set; } = "";

    /// <summary>The form's fields, as JSON.</summary>
    public string Content { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime SavedAt { get; private set; }

    /// <summary>Counts the times that it was saved: who saw an earlier one does not write over a later one.</summary>
    public int Version { get; private set; }

    internal void Save(string title, string content, DateTime at) =>
        (Title, Content, SavedAt, Version) = (title, content, at, Version + 1);
}

/// <summary>What was sent under an id, and what was answered: sent again, it is answered the same and recorded once.</summary>
public sealed class Submission
{
    // EF
    private Submission()
    {
    }

    internal Submission(Guid id, Guid personId, string answer, DateTime at) =>
        (Id, PersonId, Answer, At) = (id, personId, answer, at);

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>What the deed returned, as JSON.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }
}
