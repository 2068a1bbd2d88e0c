-- standing approvals: the ground of consent of the marketing sends that they cover (API-1, CNS-1)

-- The vendor's API has no place for it in a send of cards.
alter table public.standing_approvals add column consent text check (char_length(consent) between 1 and 500);
