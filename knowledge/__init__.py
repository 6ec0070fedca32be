"""Official documents, common situations, guidance, media, document exchange."""
