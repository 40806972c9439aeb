create database link;
create database orchestrator;
create database registry;
