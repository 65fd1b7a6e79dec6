using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tracker.Domain.Items;

namespace Tracker.Application.Storage.Configurations;

/// <summary>The index of words over <see cref="HeldText"/>, which storage keeps by itself (<see cref="Database"/>).</summary>
internal sealed class FoundText
{
    public long HeldTextId { get; init; }

    /// <summary>Compared with a full-text query, it is true where the text matches.</summary>
    public string Query { get; init; } = "";
}

/// <summary>What is derived from the journal: written with each entry, read by day.</summary>
internal sealed class SpanConfiguration :
    IEntityTypeConfiguration<Span>,
    IEntityTypeConfiguration<HeldBody>,
    IEntityTypeConfiguration<HeldRelation>,
    IEntityTypeConfiguration<HeldMention>,
    IEntityTypeConfiguration<HeldText>,
    IEntityTypeConfiguration<HeldTarget>,
    IEntityTypeConfiguration<FoundText>
{
    /// <summary>Position of the journal's latest entry when a span was written.</summary>
    public const string Position = "Position";

    public void Configure(EntityTypeBuilder<Span> span)
    {
        span.ToTable("Spans");
        span.HasKey(s => new { s.ItemId, s.From });
        span.HasOne<Item>().WithMany().HasForeignKey(s => s.ItemId).OnDelete(DeleteBehavior.Restrict);
        span.Ignore(s => s.Days);
        span.Property(s => s.Kind).HasConversion<string>().HasMaxLength(16);
        span.Property(s => s.Form).HasConversion<string>().HasMaxLength(16);
        span.Property(s => s.Nature).HasConversion<string>().HasMaxLength(16);
        span.Property(s => s.Pillar).HasConversion<string>().HasMaxLength(20);
        span.Property(s => s.Area).HasConversion<string>().HasMaxLength(40);
        span.Property(s => s.Stage).HasConversion<string>().HasMaxLength(24);
        span.Property(s => s.Held).HasConversion<string>().HasMaxLength(24);
        span.Property(s => s.Phase).HasConversion<string>().HasMaxLength(16);
        span.Property(s => s.Standing).HasConversion<string>().HasMaxLength(16);
        span.Property(s => s.Outlook).HasConversion<string>().HasMaxLength(12);
        span.Property(s => s.TargetAim).HasConversion<string>().HasMaxLength(24);
        span.Property(s => s.Assurance).HasConversion<string>().HasMaxLength(16);

        span.HasIndex(s => new { s.Code, s.From, s.Until });
        span.HasIndex(s => new { s.TargetLatest, s.From, s.Until }).HasFilter("\"TargetLatest\" IS NOT NULL");

        // The latest entry when it was written: by it the census finds what was written since it last looked.
        span.Property<long>(Position);
        span.HasIndex(Position);
    }

    public void Configure(EntityTypeBuilder<HeldBody> held)
    {
        Keyed(held, "HeldBodies");
        held.Property(h => h.Role).HasConversion<string>().HasMaxLength(16);
        held.HasIndex(h => new { h.Body, h.Role, h.ItemId, h.From, h.Until });
    }

    public void Configure(EntityTypeBuilder<HeldRelation> held)
    {
        Keyed(held, "HeldRelations");
        held.Property(h => h.Kind).HasConversion<string>().HasMaxLength(16);
        held.HasIndex(h => new { h.To, h.Kind, h.ItemCode, h.From, h.Until });
    }

    public void Configure(EntityTypeBuilder<HeldMention> held)
    {
        Keyed(held, "HeldMentions");
        held.Property(h => h.Strength).HasConversion<string>().HasMaxLength(16);
        held.HasIndex(h => new { h.Document, h.Paragraph, h.ItemId, h.From, h.Until });
        held.HasIndex(h => h.From);
        held.HasIndex(h => h.Until);
    }

    public void Configure(EntityTypeBuilder<HeldText> held) => Keyed(held, "HeldTexts");

    public void Configure(EntityTypeBuilder<HeldTarget> held)
    {
        held.ToTable("HeldTargets");
        held.HasKey(h => new { h.ItemId, h.Aim, h.From });
        held.HasOne<Item>().WithMany().HasForeignKey(h => h.ItemId).OnDelete(DeleteBehavior.Restrict);
        held.Property(h => h.Aim).HasConversion<string>().HasMaxLength(24);
        held.Property(h => h.Named).HasMaxLength(32);
    }

    public void Configure(EntityTypeBuilder<FoundText> found)
    {
        found.ToTable("FoundTexts", table => table.ExcludeFromMigrations());
        found.HasKey(f => f.HeldTextId);
        found.Property(f => f.HeldTextId).HasColumnName("rowid");
        found.Property(f => f.Query).HasColumnName("FoundTexts");
    }

    private static void Keyed<T>(EntityTypeBuilder<T> held, string table)
        where T : class
    {
        held.ToTable(table);
        held.Property<long>("Id");
        held.HasKey("Id");
        held.HasIndex("ItemId");
        held.HasOne(typeof(Item)).WithMany().HasForeignKey("ItemId").OnDelete(DeleteBehavior.Restrict);
    }
}
