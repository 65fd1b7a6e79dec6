using System.Collections.Concurrent;

namespace Tracker.Web.Components;

/// <summary>The forms that are open in browsers, so that what is typed into them is saved before the application stops.</summary>
public sealed class OpenForms
{
    private readonly ConcurrentDictionary<object, Func<Task>> _forms = [];

    public int Count => _forms.Count;

    public void Add(object form, Func<Task> keep) => _forms[form] = keep;

    public void Remove(object form) => _forms.TryRemove(form, out _);

    /// <summary>Saves all of them now.</summary>
    public Task KeepAsync() => Task.WhenAll(_forms.Values.Select(keep => keep()));
}
