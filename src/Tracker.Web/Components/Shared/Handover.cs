using Microsoft.Extensions.Caching.Memory;

namespace Tracker.Web.Components.Shared;

/// <summary>
/// Keeps what a page loaded for its prerendering until the interactive rendering of the same page
/// asks for it a moment later, so that nothing is loaded twice and nothing flickers.
/// </summary>
/// <remarks>
/// Only the key travels with the page. Where it is not found (too late, another node) the page loads again.
/// </remarks>
public sealed class Handover : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = 500 });

    public string Keep(object loaded)
    {
        var key = Guid.NewGuid().ToString("N");
        _kept.Set(key, loaded, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Patience });
        return key;
    }

    /// <summary>Gives it away once.</summary>
    public T? Take<T>(string? key)
        where T : class
    {
        if (key is null || !_kept.TryGetValue(key, out var loaded))
        {
            return null;
        }

        _kept.Remove(key);
        return loaded as T;
    }

    public void Dispose() => _kept.Dispose();
}
