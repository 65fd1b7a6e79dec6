using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tracker.Application.Drafts;
using Tracker.Application.Storage;

namespace Tracker.Web.Components.Shared;

/// <summary>What is typed into a form, and where it stands in storage; a page keeps it over prerendering and reconnecting.</summary>
public sealed class Kept<T>
    where T : class
{
    /// <summary>Address of the form within the application.</summary>
    public string Form { get; set; } = "";

    /// <summary>Id of the draft, and of the submission that it becomes.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The version last seen in storage; 0 while it is not there.</summary>
    public int Version { get; set; }

    /// <summary>UTC; null while it is not in storage.</summary>
    public DateTime? SavedAt { get; set; }

    /// <summary>It was there when the form was opened.</summary>
    public bool CameBack { get; set; }

    public T Draft { get; set; } = default!;

    /// <summary>The form before anything was typed, without what is empty.</summary>
    public string Untouched { get; set; } = "";

    /// <summary>Something is typed or chosen that would be lost.</summary>
    public bool IsTouched() => WithoutEmpty(Draft) != Untouched;

    /// <summary>All that is typed, as it is stored.</summary>
    public string Write() => JsonSerializer.Serialize(Draft, Json.Options);

    /// <summary>A field that was filled and emptied again reads as one that was never touched.</summary>
    internal static string WithoutEmpty(T draft) => JsonSerializer.Serialize(draft, Pruned);

    private static readonly JsonSerializerOptions Pruned = new(Json.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver
        {
            Modifiers =
            {
                type =>
                {
                    foreach (var property in type.Properties)
                    {
                        property.ShouldSerialize = (_, value) => value is not (null or "") && value is not ICollection { Count: 0 };
                    }
                },
            },
        },
    };
}

/// <summary>Takes the draft of a form from storage.</summary>
public static class KeptDraft
{
    /// <summary>The person's draft of a form, or the form as nothing was typed yet.</summary>
    /// <param name="asked">A certain draft, from a list of them; otherwise the latest of the form.</param>
    /// <remarks>A draft that this version cannot read any more stays in storage and in the list.</remarks>
    public static async Task<Kept<T>> TakeAsync<T>(KeepDraft drafts, string form, string? asked, Guid personId, T untouched)
        where T : class
    {
        var kept = new Kept<T> { Form = form, Draft = untouched, Untouched = Kept<T>.WithoutEmpty(untouched) };
        if (personId == Guid.Empty)
        {
            return kept;
        }

        var stored = Guid.TryParseExact(asked, "D", out var id)
            ? await drafts.ByIdAsync(id, form, personId)
            : await drafts.LatestAsync(form, personId);
        try
        {
            if (stored is not null && JsonSerializer.Deserialize<T>(stored.Content, Json.Options) is { } draft)
            {
                (kept.Id, kept.Version, kept.SavedAt, kept.CameBack, kept.Draft) = (stored.Id, stored.Version, stored.SavedAt, true, draft);
            }
        }
        catch (JsonException)
        {
        }

        return kept;
    }
}
