using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tracker.Domain.Bodies;

namespace Tracker.Application.Storage.Configurations;

internal sealed class SearchTextConfiguration : IEntityTypeConfiguration<SearchText>
{
    public void Configure(EntityTypeBuilder<SearchText> text)
    {
        text.ToTable("SearchTexts");
        text.Property(t => t.Id).ValueGeneratedNever();
        text.Property(t => t.Code).HasMaxLength(Codes.MaximumLength);
        text.Ignore(t => t.In).Ignore(t => t.From).Ignore(t => t.AsFound);
        text.HasIndex(t => t.Code);
    }
}
