using Tracker.Domain;
using Tracker.Domain.Bodies;

namespace Tracker.Application.Packs;

/// <summary>In which form the papers of a meeting are written.</summary>
public enum PackForm
{
    Word,
    Excel,
    Pdf,
}

/// <summary>The papers of a meeting as they were when somebody froze them: three files that never change.</summary>
/// <remarks>Append-only. With its request and its instant the same content can be made again.</remarks>
public sealed class FrozenPack
{
    // EF
    private FrozenPack()
    {
    }

    internal FrozenPack(PreparedPack made, string version, Actor by, DateTime at)
    {
        (Id, MeetingId, Request, LinesOf) = (Guid.CreateVersion7(), made.Request.Meeting, made.Request, made.Request.LinesOf);
        (KnownAt, Position, ContentHash, Version) = (made.KnownAt, made.Position, made.ContentHash, version);
        (ById, ByName, FrozenAt) = (by.PersonId, by.Name, at);
    }

    public Guid Id { get; private set; }
    public Guid MeetingId { get; private set; }

    /// <summary>All that decides its content, beside the register itself.</summary>
    public PackRequest Request { get; private set; } = null!;

    /// <summary>The side whose lines to take stand in it, and whose people alone see it; null for both.</summary>
    public Side? LinesOf { get; private set; }

    /// <summary>UTC, whole milliseconds: what was recorded later is not in it.</summary>
    public DateTime KnownAt { get; private set; }

    /// <summary>Of the latest entry then recorded.</summary>
    public long Position { get; private set; }

    /// <summary>SHA-256 of the content, in hexadecimal digits.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>The version of Tracker that wrote the files.</summary>
    public string Version { get; private set; } = "";

    public Guid ById { get; private set; }

    /// <summary>The name that the person had when it was frozen.</summary>
    public string ByName { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime FrozenAt { get; private set; }
}

/// <summary>One of the files of a frozen pack.</summary>
public sealed class FrozenFile
{
    // EF
    private FrozenFile()
    {
    }

    internal FrozenFile(Guid pack, PackForm form, byte[] bytes) =>
        (PackId, Form, Bytes, Size, Hash) = (pack, form, bytes, bytes.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));

    public Guid PackId { get; private set; }
    public PackForm Form { get; private set; }
    public byte[] Bytes { get; private set; } = [];

    /// <summary>In bytes.</summary>
    public int Size { get; private set; }

    /// <summary>SHA-256 of the bytes, in hexadecimal digits.</summary>
    public string Hash { get; private set; } = "";
}
