using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tracker.Domain.Items;

namespace Tracker.Application.Storage.Configurations;

/// <summary>What is derived from the journal: written with each entry, read by day.</summary>
internal sealed class SpanConfiguration :
    IEntityTypeConfiguration<Span>,
    IEntityTypeConfiguration<HeldBody>,
    IEntityTypeConfiguration<HeldRelation>,
    IEntityTypeConfiguration<HeldMention>,
    IEntityTypeConfiguration<HeldText>
{
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

        // One index per order of the register: the first page stops after fifty rows.
        span.HasIndex(s => new { s.Code, s.From });
        span.HasIndex(s => s.Title);
        span.HasIndex(s => s.LastReportedOn);
        span.HasIndex(s => s.TargetLatest);

        // Counts read this index alone, by day.
        span.HasIndex(s => new { s.Until, s.From, s.Standing, s.Nature, s.Kind, s.Pillar, s.Phase, s.Stage, s.Outlook, s.RatedOn, s.TargetLatest, s.TargetMetOn, s.LastReportedOn, s.HasLead, s.TargetText, s.Strengths, s.MissingFacts })
            .HasDatabaseName("IX_Spans_Counts");
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
        held.HasIndex(h => new { h.To, h.Kind });
    }

    public void Configure(EntityTypeBuilder<HeldMention> held)
    {
        Keyed(held, "HeldMentions");
        held.Property(h => h.Strength).HasConversion<string>().HasMaxLength(16);
        held.HasIndex(h => new { h.Document, h.Paragraph, h.ItemId });
    }

    public void Configure(EntityTypeBuilder<HeldText> held) => Keyed(held, "HeldTexts");

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
