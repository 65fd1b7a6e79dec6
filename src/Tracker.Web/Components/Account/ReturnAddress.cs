namespace Tracker.Web.Components.Account;

/// <summary>Where somebody goes after signing in: back to a page of this application, never to another site.</summary>
public static class ReturnAddress
{
    public const string Parameter = "return";

    private const int MaximumLength = 2000;

    /// <summary>The address if it is a path of this application outside /account, otherwise the overview.</summary>
    public static string Safe(string? address) =>
        address is { Length: > 0 and <= MaximumLength }
        && address[0] == '/'
        && (address.Length == 1 || address[1] is not ('/' or '\\'))
        && !address.Any(c => char.IsControl(c) || c == '\\')
        && !address.StartsWith("/account/", StringComparison.OrdinalIgnoreCase)
            ? address
            : "/";
}
