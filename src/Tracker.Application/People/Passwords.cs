using Microsoft.AspNetCore.Identity;
using Tracker.Domain;

namespace Tracker.Application.People;

/// <summary>What a password must be, and how it is kept.</summary>
/// <remarks>Length is what protects; rules about kinds of characters only make passwords guessable in another way.</remarks>
public static class Passwords
{
    /// <summary>In characters.</summary>
    public const int MinimumLength = 12;

    /// <summary>In characters.</summary>
    public const int MaximumLength = 200;

    private const int MinimumDifferent = 5;

    private static readonly PasswordHasher<Person> _hasher = new();
    private static readonly string _nobodys = _hasher.HashPassword(new Person(), "nobody has this one");

    /// <summary>What is against a password for somebody of that name and address; empty where it can be used.</summary>
    public static IEnumerable<Refusal> ObjectionsTo(string? password, string? name, string? email)
    {
        var text = password ?? "";
        if (text.Length is < MinimumLength or > MaximumLength)
        {
            yield return new("person.password", $"Choose a password of {MinimumLength} to {MaximumLength} characters; a few words are easy to keep in mind.", "Password");
        }
        else if (text.Distinct().Count() < MinimumDifferent)
        {
            yield return new("person.password", $"Choose a password with at least {MinimumDifferent} different characters.", "Password");
        }
        else if (IsIn(text, name) || IsIn(text, email))
        {
            yield return new("person.password", "Choose a password that is not your name or your e-mail address.", "Password");
        }
    }

    /// <summary>Gives the person the password and ends their sessions.</summary>
    public static void Set(Person person, string password)
    {
        person.PasswordHash = _hasher.HashPassword(person, password);
        Accounts.EndSessions(person);
    }

    /// <summary>Whether the password is the person's.</summary>
    public static bool Is(Person person, string? password) =>
        person.PasswordHash is { } hash
        && password is { Length: > 0 and <= MaximumLength }
        && _hasher.VerifyHashedPassword(person, hash, password) != PasswordVerificationResult.Failed;

    /// <summary>Takes as long as looking at a real password, so that the time does not tell whether an address has an account.</summary>
    public static void PretendToCheck(string? password) =>
        _hasher.VerifyHashedPassword(new Person(), _nobodys, password is { Length: <= MaximumLength } ? password : "");

    private static bool IsIn(string password, string? word) =>
        !string.IsNullOrWhiteSpace(word) && Accounts.Normalise(password) == Accounts.Normalise(word);
}
